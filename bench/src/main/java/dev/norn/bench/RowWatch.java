package dev.norn.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Looks every few milliseconds, over a connection of its own, whether predictions of longer
 * histories have become visible.
 */
final class RowWatch implements AutoCloseable {

  private static final long PAUSE_MILLIS = 5;
  private static final long PATIENCE_SECONDS = 60;

  /** From when which version is waited for. */
  private record Expected(long version, long since) {}

  private final Connection connection;
  private final Map<String, Long> versions;
  private final Map<String, Expected> expected = new ConcurrentHashMap<>();
  private final List<Double> seconds = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread = new Thread(this::watch, "row-watch");
  private volatile boolean over;
  private volatile SQLException failure;

  RowWatch(TemporaryStack stack) throws SQLException {
    connection = stack.connect();
    versions = versions(null);
    thread.setDaemon(true);
    thread.start();
  }

  /** Of everybody's prediction at the start. */
  Map<String, Long> versions() {
    return versions;
  }

  int people() {
    return versions.size();
  }

  /** A message with one more version of the person is sent now. */
  void expect(String person) {
    expected.put(person, new Expected(versions.get(person) + 1, System.nanoTime()));
  }

  /** Waits for what has not been seen, but not for long; seconds of what was. */
  List<Double> finish() throws InterruptedException, SQLException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!expected.isEmpty() && failure == null && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE_MILLIS);
    }
    over = true;
    thread.join();
    if (failure != null) {
      throw failure;
    }
    return new ArrayList<>(seconds);
  }

  private void watch() {
    try {
      while (!over) {
        if (!expected.isEmpty()) {
          look();
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (SQLException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws SQLException {
    Map<String, Long> seen = versions(expected.keySet().toArray(String[]::new));
    long now = System.nanoTime();
    seen.forEach(
        (person, version) -> {
          Expected awaited = expected.get(person);
          if (awaited != null && version >= awaited.version()) {
            expected.remove(person);
            seconds.add((now - awaited.since()) / 1e9);
          }
        });
  }

  /**
   * @param people or null for everybody
   */
  private Map<String, Long> versions(String[] people) throws SQLException {
    String where = people == null ? "" : " WHERE person = ANY (?)";
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT person, min(history_version) FROM norn_research.prediction"
                + where
                + " GROUP BY person")) {
      if (people != null) {
        statement.setArray(1, connection.createArrayOf("text", people));
      }
      Map<String, Long> found = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.put(row.getString(1), row.getLong(2));
        }
      }
      return found;
    }
  }

  @Override
  public void close() throws SQLException {
    over = true;
    connection.close();
  }
}
