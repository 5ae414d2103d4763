package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Score changes from one release, and from one landmark, to the next. */
class ServedBeforeTest {

  private Connection connection;

  @BeforeEach
  void migrate() throws Exception {
    connection = TestingDatabase.as("norn_writer", TestingDatabase.migrated());
    TestingRelease.register(connection, "r1", 4);
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
  }

  @Test
  void anotherReleaseIsComparedWithTheOneItTookOverFrom() throws Exception {
    TestingRelease.register(connection, "r2", 4);
    activate("r1", 1);
    predict("r1", 0, 0.1, 1, "ASSERTED", 2);
    // A release that is only registered serves nobody.
    predict("r2", 0, 0.9, 1, "SCORING_RUN", 3);
    assertThat(movesOf("r2")).isEmpty();
    activate("r2", 4);
    for (int replay = 5; replay < 8; replay++) {
      predict("r2", 0, 0.4, 1, "NEW_RELEASE", replay);
    }
    assertThat(movesOf("r2")).containsExactly("r1|null|0.1|0.4|NEW_RELEASE");
    predict("r2", 0, 0.5, 2, "CORRECTED", 9);

    activate("r1", 10);
    for (int replay = 11; replay < 13; replay++) {
      predict("r1", 0, 0.2, 2, "NEW_RELEASE", replay);
    }
    assertThat(movesOf("r1")).containsExactly("r2|null|0.5|0.2|NEW_RELEASE");
    assertThat(movesOf("r2"))
        .containsExactly("r1|null|0.1|0.4|NEW_RELEASE", "null|null|0.4|0.5|CORRECTED");
  }

  @Test
  void aReleaseThatComesBackIsComparedWithWhatWasServedThoughAFactMeetsIt() throws Exception {
    TestingRelease.register(connection, "r2", 4);
    activate("r1", 1);
    predict("r1", 0, 0.1, 1, "ASSERTED", 2);
    activate("r2", 3);
    predict("r2", 0, 0.4, 1, "NEW_RELEASE", 4);
    // r1 goes on beside it, and both know of a fact that a restarted stream has yet to read again.
    predict("r2", 0, 0.5, 2, "ASSERTED", 5);
    predict("r1", 0, 0.2, 2, "ASSERTED", 5);
    activate("r1", 6);
    predict("r1", 0, 0.1, 1, "NEW_RELEASE", 7);
    for (int replay = 8; replay < 10; replay++) {
      predict("r1", 0, 0.2, 2, "ASSERTED", replay);
    }
    assertThat(movesOf("r1"))
        .containsExactly("null|null|0.1|0.2|ASSERTED", "r2|null|0.5|0.2|ASSERTED");
  }

  @Test
  void aLaterLandmarkIsComparedWithTheOneBefore() throws Exception {
    activate("r1", 1);
    for (int replay = 2; replay < 4; replay++) {
      predict("r1", 0, 0.1, 1, "ASSERTED", replay);
      predict("r1", 31, 0.2, 1, "AGED", replay);
      predict("r1", 59, 0.2, 1, "AGED", replay);
      predict("r1", 90, 0.3, 1, "AGED", replay);
    }
    String first = TestingRelease.LANDMARK.plusDays(0).toString();
    String third = TestingRelease.LANDMARK.plusDays(59).toString();
    assertThat(movesOf("r1"))
        .containsExactly("null|" + first + "|0.1|0.2|AGED", "null|" + third + "|0.2|0.3|AGED");
  }

  @Test
  void oneReleaseAtMostIsKeptBesideTheLiveOne() throws Exception {
    TestingRelease.register(connection, "r2", 4);
    for (String kept : new String[] {"r1", "r2", null}) {
      try (var call = connection.prepareStatement(Upserts.KEEP_RELEASE)) {
        call.setString(1, kept);
        call.setObject(2, kept == null ? null : TestingRelease.NOON, Types.TIMESTAMP_WITH_TIMEZONE);
        call.execute();
      }
      assertThat(
              TestingDatabase.rows(
                  connection, "SELECT id FROM norn.release WHERE kept_until IS NOT NULL"))
          .isEqualTo(kept == null ? List.of() : List.of(kept));
    }
  }

  private void activate(String release, int minute) throws SQLException {
    try (var call = connection.prepareStatement(Upserts.ACTIVATE_RELEASE)) {
      call.setString(1, release);
      call.setObject(2, TestingRelease.NOON.plusMinutes(minute));
      call.execute();
    }
  }

  private void predict(
      String release, int days, double probability, long version, String cause, int minute)
      throws SQLException {
    TestingRelease.update(
        connection,
        Upserts.PREDICTION,
        release,
        TestingRelease.person(1),
        TestingRelease.LANDMARK.plusDays(days),
        "death",
        probability,
        null,
        version,
        TestingRelease.NOON,
        null,
        null,
        cause,
        TestingRelease.NOON.plusMinutes(minute));
  }

  private List<String> movesOf(String release) throws SQLException {
    return TestingDatabase.rows(
        connection,
        "SELECT from_release, from_landmark, from_probability, to_probability, cause_kind"
            + " FROM norn.score_change WHERE release = '"
            + release
            + "' ORDER BY id");
  }
}
