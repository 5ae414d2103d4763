package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.norn.db.AuditEntry;
import dev.norn.db.AuditHead;
import dev.norn.db.AuditLog;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the views with the rights of the caller's role and project, in read-only transactions: what
 * is answered is what somebody of that role and project with psql may see. Safe for concurrent use.
 */
final class ResearchDatabase implements AutoCloseable {

  private static final int CONNECTIONS = 8;
  private static final int WAIT_MILLIS = 5_000;

  /** Without it a caller of no project would get the only one that the API's login may ask for. */
  private static final String EVERYBODY = "*";

  private final HikariDataSource connections;

  ResearchDatabase(DatabaseLogin login) {
    var pool = new HikariConfig();
    pool.setPoolName("research-api");
    pool.setJdbcUrl(login.jdbcUrl());
    pool.setUsername(login.user());
    pool.setPassword(login.password());
    pool.setReadOnly(true);
    pool.setAutoCommit(false);
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(WAIT_MILLIS);
    // The API starts before the database if it must.
    pool.setInitializationFailTimeout(-1);
    connections = new HikariDataSource(pool);
  }

  /** The rows of one query as JSON objects, keys and meaning as in the view. */
  ArrayNode rows(Asker asker, String sql, Object... parameters) throws SQLException {
    return as(asker, connection -> asked(connection, JsonRows::read, sql, parameters));
  }

  /**
   * The rows of one query with types, and with the comments of the view's columns of those names.
   */
  ReadRows typed(Asker asker, String view, String sql, Object... parameters) throws SQLException {
    return as(
        asker,
        connection -> {
          Map<String, String> comments = comments(connection, view);
          return asked(connection, result -> ReadRows.read(result, comments), sql, parameters);
        });
  }

  /** What is done with rows that come a page at a time. */
  interface Streaming<T> {
    T with(RowsPages pages) throws IOException, SQLException;
  }

  /**
   * As {@link #typed}, of more rows than memory holds, all as they are when it begins. The database
   * may take long to begin: nobody waits for it.
   *
   * @param more comments, of columns that are not the view's
   * @param page rows of a page; the last one has fewer, and may have none
   */
  <T> T streamed(
      Asker asker,
      String view,
      Map<String, String> more,
      int page,
      Streaming<T> use,
      String sql,
      Object... parameters)
      throws IOException, SQLException {
    try (var connection = connections.getConnection()) {
      try {
        become(asker.role().databaseRole(), connection);
        choose(asker.project(), connection);
        Map<String, String> comments = comments(connection, view);
        comments.putAll(more);
        try (var patience = connection.createStatement()) {
          patience.execute("SET LOCAL statement_timeout = '10min'");
        }
        try (var query = prepared(connection, sql, parameters)) {
          query.setFetchSize(page);
          try (var result = query.executeQuery()) {
            return use.with(() -> ReadRows.next(result, comments, page));
          }
        }
      } finally {
        connection.rollback();
      }
    }
  }

  /** The rows of one query with types, and with comments of the columns of those names. */
  ReadRows described(Asker asker, Map<String, String> comments, String sql, Object... parameters)
      throws SQLException {
    return as(
        asker,
        connection ->
            asked(connection, result -> ReadRows.read(result, comments), sql, parameters));
  }

  private static Map<String, String> comments(Connection connection, String view)
      throws SQLException {
    return asked(
        connection,
        result -> {
          Map<String, String> comments = new HashMap<>();
          while (result.next()) {
            comments.put(result.getString(1), result.getString(2));
          }
          return comments;
        },
        """
        SELECT attname, col_description(attrelid, attnum) FROM pg_attribute
        WHERE attrelid = ('norn_research.' || ?)::regclass AND attnum > 0""",
        view);
  }

  private interface Reader<T> {
    T read(ResultSet result) throws SQLException;
  }

  private static <T> T asked(
      Connection connection, Reader<T> reader, String sql, Object... parameters)
      throws SQLException {
    try (var query = prepared(connection, sql, parameters);
        var result = query.executeQuery()) {
      return reader.read(result);
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
      throws SQLException {
    var query = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      query.setObject(i + 1, parameters[i]);
    }
    return query;
  }

  private <T> T as(Asker asker, Work<T> work) throws SQLException {
    try (var connection = connections.getConnection()) {
      try {
        become(asker.role().databaseRole(), connection);
        choose(asker.project(), connection);
        return work.with(connection);
      } finally {
        connection.rollback();
      }
    }
  }

  /** Whether the query gives a row. */
  boolean any(Asker asker, String sql, Object... parameters) throws SQLException {
    return !rows(asker, sql, parameters).isEmpty();
  }

  /** The only row, or null when there is none. */
  JsonNode row(Asker asker, String sql, Object... parameters) throws SQLException {
    return rows(asker, sql, parameters).get(0);
  }

  /** What is done in a transaction. */
  interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  /** As norn_gate, which counts people and remembers what has left; nothing is kept on failure. */
  <T> T inGate(Work<T> work) throws SQLException {
    return writing("norn_gate", work);
  }

  /** As norn_checker, which judges what asks to leave. */
  <T> T asChecker(Work<T> work) throws SQLException {
    return writing("norn_checker", work);
  }

  private <T> T writing(String role, Work<T> work) throws SQLException {
    try (var connection = connections.getConnection()) {
      connection.rollback();
      connection.setReadOnly(false);
      try {
        become(role, connection);
        T done = work.with(connection);
        connection.commit();
        return done;
      } finally {
        connection.rollback();
      }
    }
  }

  /** Adds to the audit log, in a transaction of its own that may write there and nowhere else. */
  AuditHead append(AuditLog log, AuditEntry entry) throws SQLException {
    try (var connection = connections.getConnection()) {
      // A pooled connection may be in the transaction that tested it.
      connection.rollback();
      connection.setReadOnly(false);
      return log.append(connection, entry);
    }
  }

  @Override
  public void close() {
    connections.close();
  }

  /** Once for each question, as connections are shared. */
  private static void choose(String project, Connection connection) throws SQLException {
    try (var choice = connection.prepareStatement("SELECT set_config('norn.project', ?, true)")) {
      choice.setString(1, project == null ? EVERYBODY : project);
      choice.execute();
    }
  }

  private static void become(String role, Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SET LOCAL ROLE " + role + "; SET LOCAL statement_timeout = '30s'");
    }
  }
}
