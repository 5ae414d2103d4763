package dev.norn.dashboards;

import dev.norn.disclosure.DisclosureRules;
import io.javalin.http.HttpStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Tables that have left, whoever asked for them: callers can put theirs together. What two of them
 * say by being subtracted is a table too, and has to keep the rules.
 */
final class EarlierTables {

  /**
   * Everybody in an earlier table is in one part: those who were in the same ones. A new table that
   * takes some of a part says how many those are, and how many are left. People of no earlier table
   * are a part as well, of which the rest is unknown.
   */
  private static final String PARTS =
      """
      WITH new AS (
        SELECT person FROM norn.scored_person
        WHERE run = ? AND outcome = ? AND probability IS NOT NULL),
      old AS (
        SELECT s.person, array_agg(t.run || '/' || t.outcome ORDER BY t.run, t.outcome) AS tables
        FROM norn.answered_table t
        JOIN norn.scored_person s ON s.run = t.run AND s.outcome = t.outcome
          AND s.probability IS NOT NULL
        GROUP BY s.person),
      part AS (
        SELECT o.tables, count(n.person) AS taken, count(*) - count(n.person) AS left_out
        FROM new n FULL JOIN old o USING (person) GROUP BY o.tables)
      SELECT count(*) > 0 FROM part
      WHERE taken > 0 AND (left_out BETWEEN 1 AND ?
        OR taken <= ? AND (left_out > 0 OR tables IS NULL
          AND (SELECT count(*) FROM part WHERE taken > 0) > 1))""";

  /**
   * Where one table holds all people of another of the same outcome, the classes of those by whom
   * they differ.
   */
  private static final String CLASSES =
      """
      WITH new AS (
        SELECT person, coalesce(likeliest_class, 'none') AS class FROM norn.scored_person
        WHERE run = ? AND outcome = ? AND probability IS NOT NULL),
      old AS (
        SELECT t.run, s.person, coalesce(s.likeliest_class, 'none') AS class
        FROM norn.answered_table t
        JOIN norn.scored_person s ON s.run = t.run AND s.outcome = t.outcome
          AND s.probability IS NOT NULL
        WHERE t.outcome = ?),
      pair AS (
        SELECT o.run, n.person AS new, o.person AS old, coalesce(n.class, o.class) AS class
        FROM new n JOIN old o USING (person)
        UNION ALL
        SELECT t.run, n.person, NULL, n.class FROM new n CROSS JOIN (SELECT DISTINCT run FROM old) t
        WHERE NOT EXISTS (SELECT FROM old o WHERE o.run = t.run AND o.person = n.person)
        UNION ALL
        SELECT o.run, NULL, o.person, o.class FROM old o
        WHERE NOT EXISTS (SELECT FROM new n WHERE n.person = o.person)),
      counted AS (
        SELECT run, class, count(*) FILTER (WHERE old IS NULL) AS only_new,
          count(*) FILTER (WHERE new IS NULL) AS only_old, count(*) AS people
        FROM pair GROUP BY run, class),
      whole AS (
        SELECT run, sum(only_new) AS only_new, sum(only_old) AS only_old,
          sum(people - only_new - only_old) AS common, count(*) AS classes
        FROM counted GROUP BY run)
      SELECT count(*) > 0 FROM counted c JOIN whole w USING (run)
      WHERE w.classes > 1 AND w.common > 0 AND (w.only_new = 0) <> (w.only_old = 0)
        AND c.only_new + c.only_old BETWEEN ? AND ?""";

  private final Connection connection;
  private final DisclosureRules rules;

  EarlierTables(Connection connection, DisclosureRules rules) {
    this.connection = connection;
    this.rules = rules;
  }

  void refuseOverlap(String run, String outcome) throws SQLException {
    if (isAnyPartSmall(run, outcome) || isAnyClassSmall(run, outcome)) {
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "OVERLAP",
          "[table] its people differ from those of tables that have left by fewer than %d; ask for another run"
              .formatted(rules.minimumCount()));
    }
  }

  private boolean isAnyPartSmall(String run, String outcome) throws SQLException {
    int small = rules.minimumCount() - 1;
    return isTrue(PARTS, run, outcome, small, small);
  }

  private boolean isAnyClassSmall(String run, String outcome) throws SQLException {
    int least = rules.zerosDisclose() ? 0 : 1;
    return isTrue(CLASSES, run, outcome, outcome, least, rules.minimumCount() - 1);
  }

  private boolean isTrue(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      try (var row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
