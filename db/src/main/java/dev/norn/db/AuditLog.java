package dev.norn.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The audit log as who holds its key writes and checks it. */
public final class AuditLog {

  private static final String UNSEALED =
      "SELECT "
          + AuditSeal.COLUMNS
          + " FROM norn.audit_log a WHERE NOT EXISTS"
          + " (SELECT FROM norn.audit_seal s WHERE s.audit_row = a.id) ORDER BY a.id";

  private final AuditSeal seal;

  /**
   * @param key 32 bytes that are not in the database
   */
  public AuditLog(byte[] key) {
    this.seal = new AuditSeal(key);
  }

  /**
   * Adds a row and seals it, and before it every row that has no seal yet. One writer at a time, in
   * a transaction of its own.
   *
   * @param connection of a login that may become norn_auditor, with no transaction open
   * @return the seal of the row, for keeping outside the database
   */
  public AuditHead append(Connection connection, AuditEntry entry) throws SQLException {
    connection.setAutoCommit(false);
    try {
      try (Statement lock = connection.createStatement()) {
        lock.execute("SET LOCAL ROLE norn_auditor");
        lock.execute("SELECT pg_advisory_xact_lock(hashtextextended('norn.audit_log', 0))");
      }
      AuditHead adopted = sealUnsealed(connection, newest(connection), true);
      insert(connection, entry);
      AuditHead head = sealUnsealed(connection, adopted, false);
      connection.commit();
      return head;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /**
   * @param connection as of {@link #append}; it stays norn_auditor
   * @param head that was kept, or null
   */
  public AuditProof verify(Connection connection, AuditHead head) throws SQLException {
    becomeAuditor(connection);
    return AuditProof.of(connection, seal, head);
  }

  /** The newest rows, newest first: id, at, login, action, purpose, answered, decision, detail. */
  public static List<List<String>> newest(Connection connection, int rows) throws SQLException {
    becomeAuditor(connection);
    List<List<String>> newest = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT id, at, login, action, coalesce(purpose, ''), coalesce(answered::text, ''),
              coalesce(decision, ''), detail
            FROM norn.audit_log ORDER BY id DESC LIMIT ?""")) {
      query.setInt(1, rows);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          List<String> cells = new ArrayList<>();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            cells.add(row.getString(i));
          }
          newest.add(cells);
        }
      }
    }
    return newest;
  }

  private static void becomeAuditor(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE norn_auditor");
    }
  }

  private static AuditHead newest(Connection connection) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row =
            query.executeQuery(
                "SELECT number, signature FROM norn.audit_seal ORDER BY number DESC LIMIT 1")) {
      return row.next() ? new AuditHead(row.getLong(1), row.getString(2)) : AuditHead.NONE;
    }
  }

  private static void insert(Connection connection, AuditEntry entry) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO norn.audit_log (at, action, purpose, answered, decision, detail)"
                + " VALUES (clock_timestamp(), ?, ?, ?, ?, ?::jsonb)")) {
      insert.setString(1, entry.action());
      insert.setString(2, entry.purpose());
      insert.setLong(3, entry.answered());
      insert.setString(4, entry.decision());
      insert.setString(5, entry.detail());
      insert.executeUpdate();
    }
  }

  private AuditHead sealUnsealed(Connection connection, AuditHead head, boolean adopted)
      throws SQLException {
    AuditHead last = head;
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(UNSEALED);
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO norn.audit_seal VALUES (?, ?, ?, ?, ?)")) {
      while (row.next()) {
        long number = last.number() + 1;
        String signature = seal.sign(number, adopted, last.signature(), row);
        insert.setLong(1, number);
        insert.setLong(2, row.getLong("id"));
        insert.setBoolean(3, adopted);
        insert.setString(4, last.signature());
        insert.setString(5, signature);
        insert.executeUpdate();
        last = new AuditHead(number, signature);
      }
    }
    return last;
  }
}
