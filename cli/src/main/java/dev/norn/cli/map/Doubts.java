package dev.norn.cli.map;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Of whom a map says that the release is not sure: for some outcome it abstained, or a finished
 * scoring run's 95 % interval is wider than {@link #WIDEST_INTERVAL}, or the probabilities of the
 * 15 nearest people spread, as a standard deviation, by more than {@link #MOST_SPREAD}.
 */
final class Doubts {

  static final double WIDEST_INTERVAL = 0.2;
  static final double MOST_SPREAD = 0.15;
  static final int NEIGHBOURS = 15;

  private final Set<EmbeddedPerson> unsure = new HashSet<>();
  private final Map<String, Map<EmbeddedPerson, Double>> probabilities = new HashMap<>();

  private Doubts() {}

  static Doubts read(Connection connection, String release) throws SQLException {
    Doubts doubts = new Doubts();
    doubts.readPredictions(connection, release);
    doubts.readIntervals(connection, release);
    return doubts;
  }

  private void readPredictions(Connection connection, String release) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT person, landmark, outcome, probability FROM norn.prediction WHERE release = ?")) {
      statement.setString(1, release);
      statement.setFetchSize(5_000);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          EmbeddedPerson person = person(row);
          double probability = row.getDouble(4);
          if (row.wasNull()) {
            unsure.add(person);
          } else {
            probabilities
                .computeIfAbsent(row.getString(3), outcome -> new HashMap<>())
                .put(person, probability);
          }
        }
      }
    }
  }

  private void readIntervals(Connection connection, String release) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT DISTINCT s.person, s.landmark FROM norn.scored_person s
            JOIN norn.scoring_run r ON r.id = s.run
            WHERE r.release = ? AND r.state = 'DONE'
              AND (s.abstained IS NOT NULL OR s.high - s.low > ?)""")) {
      statement.setString(1, release);
      statement.setDouble(2, WIDEST_INTERVAL);
      statement.setFetchSize(5_000);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          unsure.add(person(row));
        }
      }
    }
  }

  private static EmbeddedPerson person(ResultSet row) throws SQLException {
    return new EmbeddedPerson(row.getString(1), row.getObject(2, LocalDate.class));
  }

  /**
   * @param nearest people, the nearest first
   */
  boolean about(EmbeddedPerson person, List<EmbeddedPerson> nearest) {
    return unsure.contains(person)
        || probabilities.values().stream().anyMatch(known -> spread(known, nearest) > MOST_SPREAD);
  }

  private static double spread(Map<EmbeddedPerson, Double> known, List<EmbeddedPerson> nearest) {
    List<Double> found = new ArrayList<>();
    for (EmbeddedPerson person : nearest.subList(0, Math.min(NEIGHBOURS, nearest.size()))) {
      Double probability = known.get(person);
      if (probability != null) {
        found.add(probability);
      }
    }
    double mean = found.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double squares = found.stream().mapToDouble(p -> (p - mean) * (p - mean)).average().orElse(0);
    return Math.sqrt(squares);
  }
}
