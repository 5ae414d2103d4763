package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResearchQuestionsTest {

  private static final Pattern EXAMPLE = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  /** Changed twice, at days 3 and 7; asked on each side of each. */
  private static final int CHANGED = 1;

  /** Predicted on day 1 and again on day 9, with the same probability. */
  private static final int UNCHANGED = 2;

  private DataSource database;
  private Connection connection;

  @BeforeEach
  void write() throws Exception {
    database = TestingDatabase.migrated();
    connection = database.getConnection();
    TestingRelease.register(connection, "r1", 2);
    TestingRelease.activate(connection, "r1");
    for (int token = 1; token <= 3; token++) {
      String text = "abc".substring(token - 1, token);
      TestingRelease.update(connection, Upserts.TOKEN, "v", token, text, "health.code", 30L);
    }
    embedTokens("r1", new float[][] {{5, 5}, {1, 0}, {4, 3}, {-2, 0}});
    predict(CHANGED, 0.5, 1, 1, "ASSERTED");
    predict(UNCHANGED, 0.4, 1, 1, "ASSERTED");
    predict(CHANGED, 0.25, 2, 3, "CORRECTED");
    predict(CHANGED, null, 3, 7, "WITHDRAWN");
    predict(UNCHANGED, 0.4, 2, 9, "ASSERTED");
    TestingRelease.beginRun(connection, "run", "adults");
    TestingRelease.embed(connection, CHANGED, new float[] {1, 0}, 1);
    TestingRelease.embed(connection, UNCHANGED, new float[] {0, 1}, 1);
    for (int person : new int[] {CHANGED, UNCHANGED}) {
      TestingRelease.score(connection, "run", person, 0.5, null);
    }
    TestingRelease.update(
        connection,
        Upserts.KEPT_SCORING_REPORT,
        "run",
        10,
        "{\"peopleRead\": 90, \"rules\": [{\"words\": \"too young\", \"people\": 50}]}");
    TestingRelease.beginRun(connection, "other", "patients");
    TestingRelease.score(connection, "other", CHANGED, 0.25, null);
    TestingRelease.concept(connection, "recent-job-loss", new float[] {0.6f, 0.8f}, 0.1, 0.2);
    TestingRelease.update(connection, Upserts.SCORED_TOKEN, "run", 1, 30L);
    TestingRelease.update(connection, Upserts.SCORED_TOKEN, "other", 1, 12L);
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
  }

  @Test
  void historyHasEachValueWithItsTimeAndCause() throws Exception {
    assertThat(
            ask(
                "SELECT since, until, probability, abstained, cause_kind, cause_register"
                    + " FROM norn_research.prediction_history('%s')"
                        .formatted(TestingRelease.person(CHANGED))))
        .containsExactly(
            day(1) + "|" + day(3) + "|0.5|null|null|null",
            day(3) + "|" + day(7) + "|0.25|null|CORRECTED|health",
            day(7) + "|null|null|TOO_FEW_EVENTS|WITHDRAWN|health");
    assertThat(
            ask(
                "SELECT since, until, probability, cause_kind FROM norn_research.prediction_history('%s')"
                    .formatted(TestingRelease.person(UNCHANGED))))
        .containsExactly(day(1) + "|null|0.4|ASSERTED");
  }

  @Test
  void anInstantShowsWhatStoodThen() throws Exception {
    assertThat(known(CHANGED, "0 23:59:59")).isEmpty();
    assertThat(known(CHANGED, "1 00:00:00")).containsExactly("0.5|null");
    assertThat(known(CHANGED, "2 23:59:59")).containsExactly("0.5|null");
    assertThat(known(CHANGED, "3 00:00:00")).containsExactly("0.25|null");
    assertThat(known(CHANGED, "8 00:00:00")).containsExactly("null|TOO_FEW_EVENTS");
    assertThat(known(UNCHANGED, "5 00:00:00")).containsExactly("0.4|null");
    assertThat(known(UNCHANGED, "10 00:00:00")).containsExactly("0.4|null");
  }

  @Test
  void valuesOfAHistoryAreThoseKnownAtTheirTimes() throws Exception {
    assertThat(
            ask(
                """
                SELECT count(*) FROM norn_research.prediction_history('%1$s') h
                CROSS JOIN LATERAL norn_research.as_known_on(h.since) k
                WHERE k.person = '%1$s'
                  AND (k.probability, k.abstained) IS NOT DISTINCT FROM (h.probability, h.abstained)"""
                    .formatted(TestingRelease.person(CHANGED))))
        .containsExactly("3");
  }

  @Test
  void forgottenPeopleAreNotThereAtAnyInstant() throws Exception {
    TestingDatabase.execute(
        connection, "SELECT norn.forget_person('%s')".formatted(TestingRelease.person(CHANGED)));
    assertThat(known(CHANGED, "5 00:00:00")).isEmpty();
    assertThat(
            ask(
                "SELECT * FROM norn_research.prediction_history('%s')"
                    .formatted(TestingRelease.person(CHANGED))))
        .isEmpty();
  }

  /** Changed while another release was live: what it had said before is nowhere any more. */
  @Test
  void whatAReleaseThatCameBackHasWrittenOverIsNotGivenForWhatStood() throws Exception {
    TestingRelease.register(connection, "r2", 2);
    activate("r2", 11);
    activate("r1", 13);
    predict(UNCHANGED, 0.8, 3, 14, "NEW_RELEASE");
    predict(CHANGED, 0.9, 4, 14, "NEW_RELEASE");
    assertThat(known(UNCHANGED, "10 00:00:00")).isEmpty();
    assertThat(known(UNCHANGED, "15 00:00:00")).containsExactly("0.8|null");
    assertThat(known(CHANGED, "10 00:00:00")).containsExactly("null|TOO_FEW_EVENTS");
    assertThat(known(CHANGED, "15 00:00:00")).containsExactly("0.9|null");
  }

  private void activate(String release, int day) throws SQLException {
    try (var call = connection.prepareStatement(Upserts.ACTIVATE_RELEASE)) {
      call.setString(1, release);
      call.setObject(2, at(day));
      call.execute();
    }
  }

  @Test
  void withACohortOnlyItsScoredMembersAreNear() throws Exception {
    TestingRelease.embed(connection, 3, new float[] {1, 0}, 1);
    String question =
        "SELECT neighbour FROM norn_research.nearest_persons('%s', cohort => 'adults')"
            .formatted(TestingRelease.person(CHANGED));
    assertThat(ask(question)).as("no finished run").isEmpty();
    finishRun();
    assertThat(ask(question)).containsExactly(TestingRelease.person(UNCHANGED));
    assertThat(ask(question.replace(", cohort => 'adults'", ""))).hasSize(2);
  }

  @Test
  void tokensAreNearByTheirAngleAndSpecialOnesAreLeftOut() throws Exception {
    assertThat(
            ask(
                "SELECT neighbour, round(cosine::numeric, 6) FROM norn_research.nearest_tokens('a')"))
        .containsExactly("b|0.800000", "c|-1.000000");
    assertThat(ask("SELECT neighbour FROM norn_research.nearest_tokens('a', 1)"))
        .containsExactly("b");
    assertThat(ask("SELECT * FROM norn_research.nearest_tokens('no such token')")).isEmpty();
  }

  @Test
  void aNeighbourComesWithItsPlaceInTheReleaseBefore() throws Exception {
    TestingRelease.register(connection, "r2", 2);
    embedTokens("r2", new float[][] {{0, 0}, {1, 0}, {-3, 0}, {2, 2}});
    assertThat(
            ask(
                "SELECT release, place, neighbour, place_before"
                    + " FROM norn_research.similar_tokens_over_time('a', 1)"))
        .containsExactly("r1|1|b|null", "r2|1|c|null");
    assertThat(
            ask(
                "SELECT neighbour, place_before FROM norn_research.similar_tokens_over_time('a', 2)"
                    + " WHERE release = 'r2'"))
        .containsExactly("c|2", "b|1");
  }

  @Test
  void centroidIsTheMeanDirectionOfFinishedRunsOnly() throws Exception {
    String question =
        "SELECT persons, round(concentration::numeric, 6), round(centroid[1]::numeric, 6)"
            + " FROM norn_research.cohort_centroid('adults')";
    assertThat(ask(question)).isEmpty();
    finishRun();
    assertThat(ask(question)).containsExactly("2|0.707107|0.707107");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleOfTheDocsGivesRows(String example) throws Exception {
    finishRun();
    assertThat(ask(example)).isNotEmpty();
  }

  static List<String> examples() throws Exception {
    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(Path.of("../docs/research.md")))
            .results()
            .map((MatchResult result) -> result.group(1))
            .toList();
    assertThat(examples).hasSizeGreaterThan(3);
    return examples;
  }

  private void embedTokens(String release, float[][] embeddings) throws SQLException {
    for (int token = 0; token < embeddings.length; token++) {
      TestingRelease.update(connection, Upserts.TOKEN_EMBEDDING, release, token, embeddings[token]);
    }
  }

  private void finishRun() throws SQLException {
    TestingRelease.finishRun(connection, "run", 40);
    TestingRelease.finishRun(connection, "other", 40);
  }

  private List<String> known(int person, String offset) throws Exception {
    String[] parts = offset.split(" ");
    return ask(
        "SELECT probability, abstained FROM norn_research.as_known_on(timestamptz '%s' + interval '%s day %s') WHERE person = '%s'"
            .formatted(at(0), parts[0], parts[1], TestingRelease.person(person)));
  }

  private List<String> ask(String question) throws Exception {
    try (var researcher = TestingDatabase.as("norn_researcher", database)) {
      return TestingDatabase.rows(researcher, question);
    }
  }

  /** As the driver prints it. */
  private String day(int day) throws SQLException {
    return TestingDatabase.rows(connection, "SELECT timestamptz '%s'".formatted(at(day))).get(0);
  }

  private static OffsetDateTime at(int day) {
    return TestingRelease.NOON.plusDays(day);
  }

  private void predict(int person, Double probability, long version, int day, String cause)
      throws SQLException {
    TestingRelease.update(
        connection,
        Upserts.PREDICTION,
        "r1",
        TestingRelease.person(person),
        TestingRelease.LANDMARK,
        "death",
        probability,
        probability == null ? "TOO_FEW_EVENTS" : null,
        version,
        TestingRelease.NOON,
        "health",
        "row-" + version,
        cause,
        at(day));
  }
}
