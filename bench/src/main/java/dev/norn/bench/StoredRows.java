package dev.norn.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Predictions and embeddings as they stand in the database. Left out: when they were written, which
 * message caused them, and the sign code that follows from an embedding.
 */
final class StoredRows {

  /** Float sums depend on who shares a batch. */
  static final double TOLERANCE = 1e-5;

  private static final String PREDICTIONS =
      """
      SELECT person || ' ' || outcome, coalesce(abstained, '') || ' ' || history_version || ' '
        || newest_recorded, ARRAY[coalesce(probability, 0)]::float8[]
      FROM norn_research.prediction""";

  private static final String EMBEDDINGS =
      """
      SELECT person, history_version || ' ' || newest_recorded, embedding::float8[]
      FROM norn.person_embedding""";

  /** What must be equal, and what may differ a little. */
  private record Row(String exact, double[] numbers) {}

  private final Map<String, Row> rows = new HashMap<>();

  static StoredRows read(Connection connection) throws SQLException {
    StoredRows stored = new StoredRows();
    stored.add(connection, PREDICTIONS);
    stored.add(connection, EMBEDDINGS);
    return stored;
  }

  private void add(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        Double[] boxed = (Double[]) row.getArray(3).getArray();
        double[] numbers = new double[boxed.length];
        for (int i = 0; i < boxed.length; i++) {
          numbers[i] = boxed[i];
        }
        rows.put(row.getString(1), new Row(row.getString(2), numbers));
      }
    }
  }

  static void clear(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE norn.prediction, norn.person_embedding, norn.score_change");
    }
  }

  /** Versions in everybody's newest predictions together. */
  static long versions(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT coalesce(sum(history_version), 0) FROM norn_research.prediction")) {
      row.next();
      return row.getLong(1);
    }
  }

  int size() {
    return rows.size();
  }

  /** Rows that one of the two lacks, or that differ. */
  long differing(StoredRows other) {
    Set<String> keys = new HashSet<>(rows.keySet());
    keys.addAll(other.rows.keySet());
    return keys.stream().filter(key -> differ(rows.get(key), other.rows.get(key))).count();
  }

  private static boolean differ(Row a, Row b) {
    return a == null
        || b == null
        || !Objects.equals(a.exact(), b.exact())
        || difference(a.numbers(), b.numbers()) > TOLERANCE;
  }

  /** The greatest difference between numbers of rows that both have. */
  double greatest(StoredRows other) {
    double greatest = 0;
    for (Map.Entry<String, Row> row : rows.entrySet()) {
      Row same = other.rows.get(row.getKey());
      if (same != null) {
        greatest = Math.max(greatest, difference(row.getValue().numbers(), same.numbers()));
      }
    }
    return greatest;
  }

  private static double difference(double[] a, double[] b) {
    if (a.length != b.length) {
      return Double.POSITIVE_INFINITY;
    }
    double greatest = 0;
    for (int i = 0; i < a.length; i++) {
      greatest = Math.max(greatest, Math.abs(a[i] - b[i]));
    }
    return greatest;
  }
}
