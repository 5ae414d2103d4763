package dev.norn.dashboards;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Finished scoring runs of the release of a {@link TestingDatabase}. Person i of a run has the
 * probability i/1000 of death and, of its cause, a likeliest class: C for four, A for the others of
 * the first half, B for the rest.
 */
final class TestingRuns {

  /** 200 persons, 0 to 199. */
  static final String WIDE = "wide";

  /** All of {@link #WIDE} but the last three. */
  static final String NARROW = "narrow";

  /** 60 other persons. */
  static final String APART = "apart";

  private TestingRuns() {}

  static void add(Connection connection) throws SQLException {
    run(connection, WIDE, 0, 200);
    run(connection, NARROW, 0, 197);
    run(connection, APART, 1_000, 60);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO norn.person_embedding (release, person, landmark, embedding, code,
            history_version, newest_recorded, encoded_at)
          SELECT 'r1', lpad(to_hex(65536 + i), 32, '0'), '2024-12-31',
            ARRAY[0, 0, cos(i), sin(i)]::real[], B'0000', 1, now(), now()
          FROM generate_series(0, 199) i"""
              .replace("B'0000'", code(connection)));
    }
  }

  private static String code(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT code FROM norn.person_embedding LIMIT 1")) {
      row.next();
      return "'" + row.getString(1) + "'";
    }
  }

  /** Whose deaths are predicted: persons from first on, so many; the outcome cause of them too. */
  static void run(Connection connection, String id, int first, int persons) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO norn.scoring_run (id, release, calibration, cohort, landmark, state, persons,
            definition, started, finished)
          VALUES ('%1$s', 'r1', 'own', 'cohort of %1$s', '2024-12-31', 'DONE', %3$d, '{}', now(), now());
          INSERT INTO norn.scored_person (run, person, landmark, outcome, probability, decile,
            likeliest_class, class_probability, history_version, newest_recorded)
          SELECT '%1$s', lpad(to_hex(65536 + %2$d + i), 32, '0'), '2024-12-31', o,
            i / 1000.0, 1 + i * 10 / %3$d,
            CASE WHEN o = 'cause' THEN
              CASE WHEN i < 4 THEN 'C' WHEN i < 100 THEN 'A' ELSE 'B' END END,
            CASE WHEN o = 'cause' THEN 0.5 END, 1, now()
          FROM generate_series(0, %3$d - 1) i CROSS JOIN unnest(ARRAY['death', 'cause']) o"""
              .formatted(id, first, persons));
    }
  }
}
