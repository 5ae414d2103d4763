package dev.norn.cli;

import dev.norn.streaming.DatabaseAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the stream has written about people, in numbers. */
final class Predictions {

  private final DatabaseAddress database;

  Predictions(DatabaseAddress database) {
    this.database = database;
  }

  long count(String sql, String... parameters) throws SQLException {
    return Long.parseLong(rows(sql, parameters).get(0).get(0));
  }

  /** Rows of texts. */
  List<List<String>> rows(String sql, String... parameters) throws SQLException {
    try (Connection connection = database.connect();
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
