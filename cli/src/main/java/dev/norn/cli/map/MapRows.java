package dev.norn.cli.map;

import dev.norn.model.projection.FittedMap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps; all of a transaction of the caller's. */
final class MapRows {

  /** As the database names it. */
  private static final String METHOD = "pacmap-exact";

  private static final int BATCH_ROWS = 1_000;

  private final Connection connection;

  MapRows(Connection connection) {
    this.connection = connection;
  }

  /**
   * Takes the place of the release's map of that kind.
   *
   * @param onto map that it was turned onto; null for none, or where that one goes
   */
  long insert(String release, String kind, FittedMap map, long seed, String params, Long onto)
      throws SQLException {
    execute("DELETE FROM norn.projection WHERE release = ? AND kind = ?", release, kind);
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO norn.projection (release, kind, method, seed, params, points, laid_out,
              neighbours_kept, trustworthiness, triplets_kept, rotated_onto)
            SELECT ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?,
              (SELECT id FROM norn.projection WHERE id = ?::bigint)
            RETURNING id""")) {
      Object[] parameters = {
        release,
        kind,
        METHOD,
        seed,
        params,
        map.places().size(),
        map.laidOut(),
        map.faithfulness().neighboursKept(),
        map.faithfulness().trustworthiness(),
        map.faithfulness().tripletsKept(),
        onto
      };
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Rows, one after the other. */
  interface Rows {
    void to(Writer writer) throws SQLException;
  }

  /** Takes the values of a row as texts, null for none. */
  interface Writer {
    void row(String... values) throws SQLException;
  }

  /**
   * By INSERT: PostgreSQL refuses a COPY into a table whose rows policies guard.
   *
   * @param types of the values, which their texts are cast to
   */
  void insert(String into, List<String> types, Rows rows) throws SQLException {
    String values =
        types.stream().map(type -> "CAST(? AS " + type + ")").collect(Collectors.joining(", "));
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO " + into + " VALUES (" + values + ")")) {
      int[] waiting = {0};
      rows.to(
          row -> {
            for (int i = 0; i < row.length; i++) {
              statement.setString(i + 1, row[i]);
            }
            statement.addBatch();
            if (++waiting[0] % BATCH_ROWS == 0) {
              statement.executeBatch();
            }
          });
      statement.executeBatch();
    }
  }

  /**
   * Who was forgotten while the map was made. The lock waits for forgettings that have not ended
   * and could not see the points, and keeps others away till the transaction ends.
   */
  void leaveOutWhoIsGone(long map) throws SQLException {
    execute("LOCK TABLE ONLY norn.person_embedding IN SHARE ROW EXCLUSIVE MODE");
    execute(
        """
        DELETE FROM norn.projection_point p USING norn.projection m
        WHERE p.projection = ? AND m.id = p.projection AND NOT EXISTS (
          SELECT FROM norn.person_embedding e
          WHERE e.release = m.release AND e.person = p.person AND e.landmark = p.landmark)""",
        map);
  }

  static String array(int[] numbers) {
    return numbers == null
        ? null
        : Arrays.stream(numbers)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(",", "{", "}"));
  }

  /** Names of outcomes need no escape: letters, digits and hyphens. */
  static String object(Map<String, ?> values) {
    return values.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "\"%s\": %s", each.getKey(), each.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private void execute(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }
}
