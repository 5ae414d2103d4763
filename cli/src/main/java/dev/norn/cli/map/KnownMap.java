package dev.norn.cli.map;

import dev.norn.model.projection.Places;
import dev.norn.model.projection.Procrustes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A map that is there already.
 *
 * @param places x and y, by person or by text of the token
 */
record KnownMap(long id, Map<String, float[]> places) {

  /** Of fewer points in both, a turn would be by chance. */
  private static final int FEWEST_SHARED = 10;

  private static final Map<String, String> PLACES =
      Map.of(
          "LIVES",
          "SELECT person, x, y FROM norn.projection_point WHERE projection = ?",
          "TOKENS",
          """
          SELECT t.text, p.x, p.y FROM norn.token_point p JOIN norn.projection m ON m.id = p.projection
          JOIN norn.release r ON r.id = m.release
          JOIN norn.token t ON t.vocabulary_hash = r.vocabulary_hash AND t.id = p.token
          WHERE p.projection = ?""");

  /** The one that was fitted last, of any release; null where there is none. */
  static KnownMap last(Connection connection, String kind) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id FROM norn.projection WHERE kind = ? ORDER BY fitted_at DESC, id DESC LIMIT 1")) {
      statement.setString(1, kind);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? read(connection, kind, row.getLong(1)) : null;
      }
    }
  }

  /** Of the release; null where there is none. */
  static Long of(Connection connection, String release, String kind) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT id FROM norn.projection WHERE release = ? AND kind = ?")) {
      statement.setString(1, release);
      statement.setString(2, kind);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : null;
      }
    }
  }

  private static KnownMap read(Connection connection, String kind, long id) throws SQLException {
    Map<String, float[]> places = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(PLACES.get(kind))) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          places.put(row.getString(1), new float[] {row.getFloat(2), row.getFloat(3)});
        }
      }
    }
    return new KnownMap(id, places);
  }

  /** The places, turned onto this map by the points of both; null where these are too few. */
  Places turned(List<String> names, Places fitted) {
    int[] shared =
        IntStream.range(0, names.size()).filter(i -> places.containsKey(names.get(i))).toArray();
    if (shared.length < FEWEST_SHARED) {
      return null;
    }
    float[][] numbers = new float[4][shared.length];
    for (int i = 0; i < shared.length; i++) {
      numbers[0][i] = fitted.x()[shared[i]];
      numbers[1][i] = fitted.y()[shared[i]];
      numbers[2][i] = places.get(names.get(shared[i]))[0];
      numbers[3][i] = places.get(names.get(shared[i]))[1];
    }
    return Procrustes.of(new Places(numbers[0], numbers[1]), new Places(numbers[2], numbers[3]))
        .turned(fitted);
  }
}
