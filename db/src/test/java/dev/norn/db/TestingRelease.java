package dev.norn.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Rows for the tests, written with {@link Upserts}. */
final class TestingRelease {

  static final LocalDate LANDMARK = LocalDate.of(2024, 12, 31);
  static final OffsetDateTime NOON = OffsetDateTime.of(2025, 1, 1, 12, 0, 0, 0, ZoneOffset.UTC);

  private TestingRelease() {}

  static String person(int number) {
    return "%032x".formatted(number);
  }

  /** Registers vocabulary v and a release of the given embedding width, with its partitions. */
  static void register(Connection connection, String release, int width) throws SQLException {
    update(connection, Upserts.VOCABULARY, "v", "{}", 5);
    update(connection, Upserts.TOKEN, "v", 0, "[PAD]", "special", 0L);
    update(
        connection,
        Upserts.RELEASE,
        release,
        "v",
        "corpus",
        LANDMARK,
        "all",
        NOON,
        "{}",
        "card",
        width,
        new float[width]);
    update(connection, Upserts.RELEASE_EVALUATION, release, true, "{\"cell\": 3}");
    update(connection, Upserts.RELEASE_EVALUATION, release, false, "{}");
    try (var call = connection.prepareStatement(Upserts.ADD_RELEASE_PARTITION)) {
      call.setString(1, release);
      call.execute();
    }
  }

  static void activate(Connection connection, String release) throws SQLException {
    try (var call = connection.prepareStatement(Upserts.ACTIVATE_RELEASE)) {
      call.setString(1, release);
      call.setObject(2, NOON);
      call.execute();
    }
  }

  static int predict(Connection connection, int person, Double probability, long version)
      throws SQLException {
    String abstained = probability == null ? "TOO_FEW_EVENTS" : null;
    return update(
        connection,
        Upserts.PREDICTION,
        "r1",
        person(person),
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

  static int embed(Connection connection, int person, float[] embedding, long version)
      throws SQLException {
    return update(
        connection,
        Upserts.PERSON_EMBEDDING,
        "r1",
        person(person),
        LANDMARK,
        embedding,
        new SignCode(new float[embedding.length]).of(embedding),
        version,
        NOON,
        NOON);
  }

  static void concept(
      Connection connection, String name, float[] direction, double centre, double scale)
      throws SQLException {
    update(
        connection,
        Upserts.CONCEPT,
        "r1",
        name,
        "{}",
        direction,
        centre,
        scale,
        30L,
        40L,
        0.8,
        0.7,
        0.9,
        1L);
    update(
        connection,
        Upserts.CONCEPT_EFFECT,
        "r1",
        name,
        "death",
        "EMBEDDING",
        0.4,
        -0.1,
        0.1,
        0.01,
        0.02,
        99);
  }

  static void beginRun(Connection connection, String id, String cohort) throws SQLException {
    update(connection, Upserts.SCORING_RUN, id, "r1", "own", cohort, LANDMARK, null, "{}", NOON);
  }

  static void finishRun(Connection connection, String id, long persons) throws SQLException {
    update(connection, Upserts.END_SCORING_RUN, "DONE", persons, 0L, NOON, id);
  }

  static void score(
      Connection connection, String run, int person, Double probability, String abstained)
      throws SQLException {
    update(
        connection,
        Upserts.SCORED_PERSON,
        run,
        person(person),
        LANDMARK,
        "death",
        probability,
        probability,
        probability,
        probability == null ? null : 10,
        null,
        abstained,
        1L,
        NOON,
        null,
        null,
        null);
  }

  static int update(Connection connection, String sql, Object... parameters) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    }
  }
}
