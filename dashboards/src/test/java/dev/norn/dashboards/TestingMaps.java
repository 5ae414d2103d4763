package dev.norn.dashboards;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A map of lives of the 200 people of {@link TestingRuns#WIDE} in a {@link TestingDatabase}: person
 * i lies at (i, 0.5), is 30 + i years old, and has token 1; token 2 if i is below 100, token 3 if i
 * is below 5, token 4 if i is a multiple of 5. Deaths are predicted with i/1000, true with i/500,
 * and observed of every fourth up to 179. A map of these tokens is beside it.
 */
final class TestingMaps {

  private TestingMaps() {}

  static void add(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO norn.token (vocabulary_hash, id, text, family, persons)
          SELECT 'v', i, 'T' || i, 'health.code', 30 + i FROM generate_series(1, 4) i
          ON CONFLICT DO NOTHING;
          INSERT INTO norn.prediction (release, person, landmark, outcome, probability,
            history_version, newest_recorded, cause_kind, predicted_at)
          SELECT 'r1', lpad(to_hex(65536 + i), 32, '0'), '2024-12-31', 'death', i / 1000.0, 1, now(),
            'SCORING_RUN', now() FROM generate_series(0, 199) i;
          INSERT INTO norn.projection (release, kind, method, seed, params, points, laid_out,
            neighbours_kept, trustworthiness, triplets_kept)
          VALUES ('r1', 'LIVES', 'pacmap-exact', 1, '{}', 200, 150, 0.25, 0.95, 0.75),
            ('r1', 'TOKENS', 'pacmap-exact', 1, '{}', 4, 4, 0.5, 0.9, 0.7);
          INSERT INTO norn.projection_point (projection, point, person, landmark, x, y, age, tokens,
            observed, true_probability, uncertain, placed_later)
          SELECT m.id, i, lpad(to_hex(65536 + i), 32, '0'), '2024-12-31', i, 0.5, 30 + i,
            ARRAY[1] || CASE WHEN i < 100 THEN ARRAY[2] END || CASE WHEN i < 5 THEN ARRAY[3] END
              || CASE WHEN i % 5 = 0 THEN ARRAY[4] END,
            CASE WHEN i < 180 THEN jsonb_build_object('death', i % 4 = 0) ELSE '{}' END,
            jsonb_build_object('death', i / 500.0), i % 10 = 0, i = 199
          FROM generate_series(0, 199) i, norn.projection m WHERE m.kind = 'LIVES';
          INSERT INTO norn.token_point (projection, token, x, y, register, persons, stability)
          SELECT m.id, i, i, -i, 'health', 30 + i, CASE WHEN i > 1 THEN i / 10.0 END
          FROM generate_series(1, 4) i, norn.projection m WHERE m.kind = 'TOKENS'""");
    }
  }

  static long id(Connection connection, String kind) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row =
            statement.executeQuery("SELECT id FROM norn.projection WHERE kind = '" + kind + "'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
