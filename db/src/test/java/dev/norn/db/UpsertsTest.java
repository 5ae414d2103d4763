package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
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
