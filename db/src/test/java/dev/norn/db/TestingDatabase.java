package dev.norn.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real PostgreSQL server for the tests of this JVM; each call makes a database of its own. */
final class TestingDatabase {

  private static final EmbeddedPostgres SERVER = start();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestingDatabase() {}

  static DataSource empty() throws SQLException {
    String name = "norn_" + NUMBER.incrementAndGet();
    try (var connection = SERVER.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    // As the writers connect.
    return SERVER.getDatabase("postgres", name, Map.of("reWriteBatchedInserts", "true"));
  }

  static DataSource migrated() throws SQLException {
    DataSource database = empty();
    Schema.migrate(database);
    return database;
  }

  /**
   * A connection of a login that has the rights of one group role and no more; readers see
   * everybody.
   */
  static Connection as(String role, DataSource database) throws SQLException {
    String login = role.equals("norn_writer") ? role : "everybody_" + role;
    if (!login.equals(role)) {
      addLogin(database, login, role + ", norn_population");
    }
    return login(login, database);
  }

  /** A login of the server, once for all its databases. */
  static synchronized void addLogin(DataSource database, String login, String roles)
      throws SQLException {
    try (Connection owner = database.getConnection()) {
      if (rows(owner, "SELECT FROM pg_roles WHERE rolname = '%s'".formatted(login)).isEmpty()) {
        execute(owner, "CREATE ROLE " + login);
        execute(owner, "GRANT " + roles + " TO " + login);
      }
    }
  }

  static Connection login(String login, DataSource database) throws SQLException {
    Connection connection = database.getConnection();
    execute(connection, "SET SESSION AUTHORIZATION " + login);
    return connection;
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows of a query, columns joined by a bar. */
  static List<String> rows(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      int columns = result.getMetaData().getColumnCount();
      var rows = new ArrayList<String>();
      while (result.next()) {
        var row = new ArrayList<String>();
        for (int column = 1; column <= columns; column++) {
          row.add(String.valueOf(result.getString(column)));
        }
        rows.add(String.join("|", row));
      }
      return rows;
    }
  }

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
