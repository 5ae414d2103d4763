package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpsertsTest {

  private DataSource database;
  private Connection connection;

  @BeforeEach
  void migrate() throws Exception {
    database = TestingDatabase.migrated();
    connection = TestingDatabase.as("norn_writer", database);
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
    run("a");
    for (int person = 1; person <= 2; person++) {
      score("a", person, 0.5, null);
    }

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
    assertThat(tables).hasSize(6);
    for (String table : tables) {
      assertThat(TestingDatabase.rows(connection, "SELECT DISTINCT person FROM norn." + table))
          .as(table)
          .containsExactly(TestingRelease.person(2));
    }
  }

  @Test
  void aReadmissionInTheTransactionOfItsForgettingComesAfterIt() throws Exception {
    String person = TestingRelease.person(1);
    connection.setAutoCommit(false);
    TestingDatabase.execute(connection, "SELECT norn.forget_person('%s')".formatted(person));
    TestingDatabase.execute(connection, "SELECT norn.readmit_person('%s')".formatted(person));
    connection.commit();
    connection.setAutoCommit(true);
    assertThat(
            TestingDatabase.rows(
                connection, "SELECT readmitted_at > forgotten_at FROM norn.forgotten_person"))
        .containsExactly("t");
  }

  @Test
  void aRunThatGoesOnDoublesNoRowAndOnlyAFinishedOneIsRead() throws Exception {
    for (double probability : new double[] {0.25, 0.5}) {
      run("a");
      score("a", 1, probability, null);
    }
    score("a", 2, null, "RISK_ABOVE_BOUND");
    assertThat(TestingDatabase.rows(connection, "SELECT count(*) FROM norn.scored_person"))
        .containsExactly("2");
    String read =
        "SELECT person, probability, decile FROM norn_research.scored_person ORDER BY person";
    try (Connection analyst = TestingDatabase.as("norn_analyst", database)) {
      assertThat(TestingDatabase.rows(analyst, read)).isEmpty();
      TestingRelease.update(
          connection, Upserts.END_SCORING_RUN, "DONE", 2L, 1L, TestingRelease.NOON, "a");
      assertThat(TestingDatabase.rows(analyst, read))
          .containsExactly(
              TestingRelease.person(1) + "|0.5|10", TestingRelease.person(2) + "|null|null");
    }
    assertThatThrownBy(() -> score("a", 1, null, null))
        .hasMessageContaining("scored_person_probability_or_abstained");
  }

  private void run(String id) throws SQLException {
    TestingRelease.update(
        connection,
        Upserts.SCORING_RUN,
        id,
        "r1",
        "own",
        "adults",
        TestingRelease.LANDMARK,
        null,
        "{}",
        TestingRelease.NOON);
  }

  private void score(String run, int person, Double probability, String abstained)
      throws SQLException {
    TestingRelease.update(
        connection,
        Upserts.SCORED_PERSON,
        run,
        TestingRelease.person(person),
        TestingRelease.LANDMARK,
        "death",
        probability,
        probability,
        probability,
        probability == null ? null : 10,
        null,
        abstained,
        1L,
        TestingRelease.NOON);
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
