package dev.norn.cli;

import dev.norn.streaming.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the stream has written about people, in numbers. */
final class Predictions {

  private static final long STILL_MILLIS = 5_000;

  private final DatabaseAddress database;

  Predictions(DatabaseAddress database) {
    this.database = database;
  }

  /** Waits until predictions of a release are there and no more arrive. */
  void awaitStill(String release, Duration timeout, Console.Bar bar)
      throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    long last = -1;
    long since = System.nanoTime();
    while (last <= 0 || System.nanoTime() - since < STILL_MILLIS * 1_000_000) {
      long now = count("select count(*) from norn.prediction where release = ?", release);
      if (now != last) {
        last = now;
        since = System.nanoTime();
      }
      bar.to(now, "predictions");
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("no predictions of release " + release + " arrive");
      }
      Thread.sleep(250);
    }
  }

  long count(String sql, String... parameters) throws SQLException {
    return Long.parseLong(rows(sql, parameters).get(0).get(0));
  }

  /** Rows of texts. */
  List<List<String>> rows(String sql, String... parameters) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<List<String>> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            row.add(found.getString(i));
          }
          rows.add(row);
        }
      }
      return rows;
    }
  }
}
