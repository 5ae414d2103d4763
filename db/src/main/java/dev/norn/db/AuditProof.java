package dev.norn.db;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the seals prove.
 *
 * @param sealed rows whose seals hold, up to the first break
 * @param adopted of these, rows that were sealed later than written
 * @param unsealed rows that no seal covers yet: the database wrote them, or somebody did
 * @param head the newest seal that holds; null where there is none
 * @param broken where the chain breaks first; null where it holds
 */
public record AuditProof(long sealed, long adopted, long unsealed, AuditHead head, String broken) {

  private static final String CHAIN =
      "SELECT s.number, s.audit_row, s.adopted, s.previous, s.signature, "
          + AuditSeal.COLUMNS
          + " FROM norn.audit_seal s LEFT JOIN norn.audit_log a ON a.id = s.audit_row"
          + " ORDER BY s.number";

  static AuditProof of(Connection connection, AuditSeal seal, AuditHead kept) throws SQLException {
    AuditHead last = AuditHead.NONE;
    long adopted = 0;
    String broken = null;
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery(CHAIN)) {
      while (broken == null && row.next()) {
        broken = problem(seal, last, kept, row);
        if (broken == null) {
          last = new AuditHead(row.getLong("number"), row.getString("signature"));
          adopted += row.getBoolean("adopted") ? 1 : 0;
        }
      }
    }
    if (broken == null && kept != null && kept.number() > last.number()) {
      broken =
          "[audit seal %d] is the last, the head that was kept is %d: the newest rows were removed"
              .formatted(last.number(), kept.number());
    }
    return new AuditProof(
        last.number(), adopted, unsealed(connection), last.number() == 0 ? null : last, broken);
  }

  private static String problem(AuditSeal seal, AuditHead last, AuditHead kept, ResultSet row)
      throws SQLException {
    long number = row.getLong("number");
    long id = row.getLong("audit_row");
    if (number != last.number() + 1) {
      return "[audit seal %d] is missing: its row was removed".formatted(last.number() + 1);
    }
    if (row.getString("id") == null) {
      return "[audit row %d] was removed; seal %d is still there".formatted(id, number);
    }
    if (!AuditSeal.isSame(row.getString("previous"), last.signature())) {
      return "[audit seal %d] does not follow the one before: rows were removed or put in between"
          .formatted(number);
    }
    String expected = seal.sign(number, row.getBoolean("adopted"), last.signature(), row);
    if (!AuditSeal.isSame(row.getString("signature"), expected)) {
      return "[audit row %d] was changed, or sealed with another key than the one given"
          .formatted(id);
    }
    if (kept != null
        && kept.number() == number
        && !AuditSeal.isSame(kept.signature(), row.getString("signature"))) {
      return "[audit seal %d] is another one than the head that was kept: the log was written anew"
          .formatted(number);
    }
    return null;
  }

  private static long unsealed(Connection connection) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet count =
            query.executeQuery(
                "SELECT count(*) FROM norn.audit_log a WHERE NOT EXISTS"
                    + " (SELECT FROM norn.audit_seal s WHERE s.audit_row = a.id)")) {
      count.next();
      return count.getLong(1);
    }
  }
}
