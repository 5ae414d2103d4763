package dev.norn.dashboards;

import dev.norn.db.Schema;
import dev.norn.db.SignCode;
import dev.norn.db.Upserts;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * A migrated PostgreSQL with a live release, a few persons, scoring runs, and the logins of a
 * deployment.
 */
final class TestingDatabase implements AutoCloseable {

  static final String API_LOGIN = "norn_api";
  static final String PERSON = "%032x".formatted(0xabc1);
  static final String NEIGHBOUR = "%032x".formatted(0xabc2);
  static final String ABSTAINED = "%032x".formatted(0xabc3);
  static final String CHANGED = "%032x".formatted(0xabc4);
  static final String STRANGER = "%032x".formatted(0xdead);

  private static final LocalDate LANDMARK = LocalDate.of(2024, 12, 31);
  private static final OffsetDateTime NOON =
      OffsetDateTime.of(2025, 1, 1, 12, 0, 0, 0, ZoneOffset.UTC);

  private final EmbeddedPostgres server;

  private TestingDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  static TestingDatabase start() throws Exception {
    var database = new TestingDatabase(EmbeddedPostgres.start());
    Schema.migrate(database.server.getPostgresDatabase());
    try (var connection = database.owner()) {
      addLogin(connection, API_LOGIN, "norn_researcher");
      try (var statement = connection.createStatement()) {
        statement.execute(
            "GRANT norn_viewer, norn_analyst, norn_gate, norn_auditor, norn_operations, norn_checker,"
                + " norn_population TO "
                + API_LOGIN
                + " WITH INHERIT FALSE, SET TRUE");
      }
      addLogin(connection, "norn_grafana", "norn_operations");
      addRelease(connection);
      predict(connection, PERSON, 0.25, null, 1);
      predict(connection, PERSON, 0.5, null, 2);
      for (int version = 1; version <= 6; version++) {
        predict(connection, CHANGED, version / 10.0, null, version);
      }
      predict(connection, ABSTAINED, null, "TOO_FEW_EVENTS", 1);
      embed(connection, PERSON, new float[] {1, 0, 0, 0});
      embed(connection, NEIGHBOUR, new float[] {0.6f, 0.8f, 0, 0});
      TestingRuns.add(connection);
      update(
          connection,
          Upserts.REJECTED_EVENT,
          "h",
          "labour.csv",
          7L,
          "labour",
          "UNPARSEABLE_DATE",
          "column start_date",
          NOON);
    }
    return database;
  }

  Connection owner() throws SQLException {
    return server.getPostgresDatabase().getConnection();
  }

  Connection grafana() throws SQLException {
    return server.getDatabase("norn_grafana", "postgres").getConnection();
  }

  /** As the API's login: it may become what its callers are and inherits nothing. */
  ApiConfig apiConfig() {
    return ApiConfig.loopback(
        new DatabaseLogin(server.getJdbcUrl(API_LOGIN, "postgres"), API_LOGIN, ""));
  }

  @Override
  public void close() throws Exception {
    server.close();
  }

  private static void addLogin(Connection connection, String login, String role)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + login + " LOGIN");
      String how = login.equals(API_LOGIN) ? " WITH INHERIT FALSE, SET TRUE" : "";
      statement.execute("GRANT " + role + " TO " + login + how);
    }
  }

  private static void addRelease(Connection connection) throws SQLException {
    update(connection, Upserts.VOCABULARY, "v", "{}", 5);
    for (String release : new String[] {"r1", "r2", "r3"}) {
      update(
          connection,
          Upserts.RELEASE,
          release,
          "v",
          "corpus",
          LANDMARK,
          "all",
          release.equals("r3") ? NOON.minusDays(1) : NOON,
          "{\"layers\": 2}",
          "# Card",
          4,
          new float[4]);
      update(connection, Upserts.RELEASE_EVALUATION, release, true, "{\"whole\": true}");
      update(connection, Upserts.RELEASE_EVALUATION, release, false, "{}");
    }
    query(connection, Upserts.ADD_RELEASE_PARTITION, "r1");
    query(connection, Upserts.ACTIVATE_RELEASE, "r1", NOON);
  }

  private static void predict(
      Connection connection, String person, Double probability, String abstained, long version)
      throws SQLException {
    update(
        connection,
        Upserts.PREDICTION,
        "r1",
        person,
        LANDMARK,
        "death",
        probability,
        abstained,
        version,
        NOON,
        "health",
        "row-" + version,
        "ASSERTED",
        NOON);
  }

  private static void embed(Connection connection, String person, float[] embedding)
      throws SQLException {
    update(
        connection,
        Upserts.PERSON_EMBEDDING,
        "r1",
        person,
        LANDMARK,
        embedding,
        new SignCode(new float[4]).of(embedding),
        1L,
        NOON,
        NOON);
  }

  private static void update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  private static void query(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }
}
