package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpsertsTest {

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
  void olderHistoryNeverOverwritesANewerPrediction() throws Exception {
    assertThat(TestingRelease.predict(connection, 1, 0.5, 7)).isEqualTo(1);
    assertThat(TestingRelease.predict(connection, 1, 0.1, 6)).isZero();

    assertThat(predictions()).containsExactly("0.5|null|7|row-7");
    assertThat(changes()).isEmpty();
  }

  @Test
  void olderHistoryNeverOverwritesANewerEmbedding() throws Exception {
    TestingRelease.embed(connection, 1, new float[] {1, 0, 0, 0}, 7);
    TestingRelease.embed(connection, 1, new float[] {0, 1, 0, 0}, 6);
    assertThat(embeddings()).containsExactly("{1,0,0,0}|7");

    TestingRelease.embed(connection, 1, new float[] {0, 0, 1, 0}, 8);
    assertThat(embeddings()).containsExactly("{0,0,1,0}|8");
  }

  @Test
  void replayOfTheWholeStreamAddsNoScoreChange() throws Exception {
    for (int replay = 0; replay < 3; replay++) {
      TestingRelease.predict(connection, 1, 0.1, 1);
      TestingRelease.predict(connection, 1, 0.2, 2);
      TestingRelease.predict(connection, 1, 0.2, 3);
      TestingRelease.predict(connection, 1, null, 4);
    }

    assertThat(changes())
        .containsExactly("0.1|0.2|null|null|2|row-2", "0.2|null|null|TOO_FEW_EVENTS|4|row-4");
    assertThat(predictions()).containsExactly("null|TOO_FEW_EVENTS|4|row-4");
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

  @Test
  void predictionHasEitherProbabilityOrAbstention() {
    for (var pair : List.of(new Object[] {null, null}, new Object[] {0.5, "TOO_FEW_EVENTS"})) {
      assertThatThrownBy(
              () ->
                  TestingRelease.update(
                      connection,
                      Upserts.PREDICTION,
                      "r1",
                      TestingRelease.person(1),
                      TestingRelease.LANDMARK,
                      "death",
                      pair[0],
                      pair[1],
                      1L,
                      TestingRelease.NOON,
                      null,
                      null,
                      null,
                      TestingRelease.NOON))
          .hasMessageContaining("prediction_probability_or_abstained");
    }
  }

  @Test
  void rowsAreWrittenOnceHoweverOftenTheyAreSent() throws Exception {
    for (int i = 0; i < 2; i++) {
      TestingRelease.update(
          connection,
          Upserts.REJECTED_EVENT,
          "h",
          "labour.csv",
          40_217L,
          "labour",
          "UNPARSEABLE_DATE",
          "column start_date: expected dd-MM-yyyy",
          TestingRelease.NOON);
      TestingRelease.update(
          connection,
          Upserts.LIFE_EVENT,
          TestingRelease.person(1),
          "labour",
          "17",
          TestingRelease.LANDMARK,
          null,
          TestingRelease.NOON,
          0,
          "ASSERTED",
          "c0",
          "{\"isco\":\"1\"}");
      TestingRelease.update(connection, Upserts.TOKEN_EMBEDDING, "r1", 0, new float[4]);
    }
    assertThat(
            TestingDatabase.rows(
                connection,
                """
                SELECT (SELECT count(*) FROM norn.rejected_event),
                  (SELECT count(*) FROM norn.life_event),
                  (SELECT count(*) FROM norn.token_embedding)"""))
        .containsExactly("1|1|1");
  }

  @Test
  void batchIsRewrittenToOneStatementAndKeepsTheGuard() throws Exception {
    TestingRelease.predict(connection, 1, 0.5, 7);
    try (var batch = connection.prepareStatement(Upserts.PREDICTION)) {
      for (int person = 1; person <= 300; person++) {
        Object[] row = {
          "r1",
          TestingRelease.person(person),
          TestingRelease.LANDMARK,
          "death",
          0.25,
          null,
          3L,
          TestingRelease.NOON,
          null,
          null,
          null,
          TestingRelease.NOON
        };
        for (int i = 0; i < row.length; i++) {
          batch.setObject(i + 1, row[i]);
        }
        batch.addBatch();
      }
      batch.executeBatch();
    }
    assertThat(
            TestingDatabase.rows(
                connection,
                "SELECT probability, count(*) FROM norn.prediction GROUP BY 1 ORDER BY 1"))
        .containsExactly("0.25|299", "0.5|1");
  }

  @Test
  void embeddingThatIsNotOfLengthOneIsRefused() {
    assertThatThrownBy(() -> TestingRelease.embed(connection, 1, new float[] {1, 1, 0, 0}, 1))
        .hasMessageContaining("person_embedding_is_normalised");
  }

  @Test
  void embeddingOfAnotherWidthThanTheReleaseIsRefused() {
    assertThatThrownBy(() -> TestingRelease.embed(connection, 1, new float[] {1, 0}, 1))
        .hasMessageContaining("person_embedding_has_release_width");
  }

  @Test
  void codeOfAnotherLengthIsRefused() {
    assertThatThrownBy(
            () ->
                TestingRelease.update(
                    connection,
                    Upserts.PERSON_EMBEDDING,
                    "r1",
                    TestingRelease.person(1),
                    TestingRelease.LANDMARK,
                    new float[] {1, 0, 0, 0},
                    "0101",
                    1L,
                    TestingRelease.NOON,
                    TestingRelease.NOON))
        .hasMessageContaining("does not match type bit(256)");
  }

  @Test
  void personNumberIsNoPseudonym() {
    assertThatThrownBy(
            () ->
                TestingRelease.update(
                    connection,
                    Upserts.LIFE_EVENT,
                    "0101701234",
                    "labour",
                    "17",
                    TestingRelease.LANDMARK,
                    null,
                    TestingRelease.NOON,
                    0,
                    "ASSERTED",
                    "c0",
                    "{}"))
        .hasMessageContaining("pseudonym_is_hexadecimal");
  }

  @Test
  void partitionsAreAddedOnceAndOnlyForARegisteredRelease() throws Exception {
    TestingRelease.register(connection, "r1", 4);
    assertThatThrownBy(
            () -> TestingDatabase.execute(connection, "SELECT norn.add_release_partition('none')"))
        .hasMessageContaining("is not registered");
  }

  @Test
  void secondLiveReleaseEndsTheFirst() throws Exception {
    TestingRelease.register(connection, "r2", 4);
    TestingRelease.activate(connection, "r1");
    TestingRelease.activate(connection, "r2");
    TestingRelease.activate(connection, "r2");

    assertThat(
            TestingDatabase.rows(
                connection,
                "SELECT id, active_from IS NOT NULL, active_until IS NULL FROM norn.release"
                    + " ORDER BY id"))
        .containsExactly("r1|t|f", "r2|t|t");
  }

  @Test
  void forgottenPersonIsInNoTableAndTheOthersStay() throws Exception {
    for (int person = 1; person <= 2; person++) {
      TestingRelease.predict(connection, person, 0.25, 1);
      TestingRelease.predict(connection, person, 0.5, 2);
      TestingRelease.embed(connection, person, new float[] {1, 0, 0, 0}, 1);
      TestingRelease.update(
          connection,
          Upserts.LIFE_EVENT,
          TestingRelease.person(person),
          "labour",
          "17",
          TestingRelease.LANDMARK,
          null,
          TestingRelease.NOON,
          0,
          "ASSERTED",
          "c0",
          "{}");
    }
    TestingDatabase.execute(
        connection, "INSERT INTO norn.cohort VALUES ('c', '2024-12-31', '{}', 2, now())");
    TestingDatabase.execute(
        connection, "INSERT INTO norn.cohort_member SELECT 'c', person FROM norn.prediction");

    for (int again = 0; again < 2; again++) {
      TestingDatabase.execute(
          connection, "SELECT norn.forget_person('%s')".formatted(TestingRelease.person(1)));
    }

    List<String> tables =
        TestingDatabase.rows(
            connection,
            """
            SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
            WHERE relnamespace = 'norn'::regnamespace AND relkind IN ('r', 'p')
              AND NOT relispartition AND attname = 'person'""");
    assertThat(tables).hasSize(5);
    for (String table : tables) {
      assertThat(TestingDatabase.rows(connection, "SELECT DISTINCT person FROM norn." + table))
          .as(table)
          .containsExactly(TestingRelease.person(2));
    }
  }

  @Test
  void noRowOfAForgottenPersonIsWrittenUntilReadmitted() throws Exception {
    TestingRelease.predict(connection, 1, 0.25, 1);
    String person = TestingRelease.person(1);
    for (int again = 0; again < 2; again++) {
      TestingDatabase.execute(connection, "SELECT norn.forget_person('%s')".formatted(person));
    }
    TestingRelease.predict(connection, 1, 0.5, 2);
    TestingRelease.embed(connection, 1, new float[] {1, 0, 0, 0}, 2);
    TestingRelease.predict(connection, 2, 0.5, 2);
    String rows =
        "SELECT (SELECT count(*) FROM norn.prediction), (SELECT count(*) FROM norn.person_embedding)";
    assertThat(TestingDatabase.rows(connection, rows)).containsExactly("1|0");

    for (int again = 0; again < 2; again++) {
      TestingDatabase.execute(connection, "SELECT norn.readmit_person('%s')".formatted(person));
    }
    TestingRelease.predict(connection, 1, 0.5, 1);
    TestingRelease.embed(connection, 1, new float[] {1, 0, 0, 0}, 1);
    assertThat(TestingDatabase.rows(connection, rows)).containsExactly("2|1");
    assertThat(
            TestingDatabase.rows(
                connection,
                "SELECT position('%s' in person_hash), length(person_hash), rows_removed,"
                        .formatted(person)
                    + " readmitted_at IS NOT NULL FROM norn.forgotten_person"))
        .containsExactly("0|64|1|t");
  }

  @Test
  void embeddingIsTakenAwayUnlessANewerHistoryWroteIt() throws Exception {
    TestingRelease.embed(connection, 1, new float[] {1, 0, 0, 0}, 7);
    assertThat(takeAway(6)).isZero();
    assertThat(takeAway(7)).isEqualTo(1);
    assertThat(embeddings()).isEmpty();
  }

  private int takeAway(long version) throws SQLException {
    return TestingRelease.update(
        connection,
        Upserts.DELETE_PERSON_EMBEDDING,
        "r1",
        TestingRelease.person(1),
        TestingRelease.LANDMARK,
        version);
  }

  private List<String> predictions() throws SQLException {
    return TestingDatabase.rows(
        connection,
        "SELECT probability, abstained, history_version, cause_row FROM norn.prediction");
  }

  private List<String> embeddings() throws SQLException {
    return TestingDatabase.rows(
        connection, "SELECT embedding, history_version FROM norn.person_embedding");
  }

  private List<String> changes() throws SQLException {
    return TestingDatabase.rows(
        connection,
        "SELECT from_probability, to_probability, from_abstained, to_abstained, history_version,"
            + " cause_row FROM norn.score_change ORDER BY id");
  }
}
