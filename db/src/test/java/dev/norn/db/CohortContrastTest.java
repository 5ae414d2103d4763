package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.util.List;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CohortContrastTest {

  private static final int ILL = 40;
  private static final int WELL = 60;

  private final SplittableRandom random = new SplittableRandom(1);
  private DataSource database;
  private Connection connection;

  @BeforeEach
  void write() throws Exception {
    database = TestingDatabase.migrated();
    connection = database.getConnection();
    TestingRelease.register(connection, "r1", 100);
    TestingRelease.activate(connection, "r1");
    for (int token = 1; token <= 3; token++) {
      String text = "abc".substring(token - 1, token);
      TestingRelease.update(connection, Upserts.TOKEN, "v", token, text, "health.code", 100L);
    }
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
  }

  @Test
  void tokensComeByHowSurelyTheyAreHeldMoreOften() throws Exception {
    score("ill", 0, ILL, 0, new long[] {30, 20, 15});
    score("well", ILL, WELL, 0, new long[] {12, 30, 0});
    List<String> tokens =
        ask("name, persons, other_persons, value, other_value, effect, z", "kind = 'token'");
    assertThat(tokens)
        .extracting(row -> row.substring(0, row.indexOf('|')))
        .containsExactly("a", "c", "b");
    assertThat(tokens.get(0)).startsWith("a|30|12|0.75|0.2|");
    double effect = Math.log(30.5 / 10.5) - Math.log(12.5 / 48.5);
    double error = Math.sqrt(1 / 30.5 + 1 / 10.5 + 1 / 12.5 + 1 / 48.5);
    assertThat(number(tokens.get(0), 5)).isCloseTo(effect, within(1e-9));
    assertThat(number(tokens.get(0), 6)).isCloseTo(effect / error, within(1e-9));
    assertThat(tokens.get(1))
        .as("fewer than ten people have it: nine are taken")
        .startsWith("c|15|null|0.375|null|");
    assertThat(number(tokens.get(1), 5))
        .isCloseTo(Math.log(15.5 / 25.5) - Math.log(9.5 / 51.5), within(1e-9));
    assertThat(number(tokens.get(2), 5)).as("as often in both").isCloseTo(0, within(0.01));
  }

  @Test
  void directionBetweenCohortsSeparatesPeopleItWasNotLearntFrom() throws Exception {
    score("ill", 0, ILL, 2, new long[3]);
    score("well", ILL, WELL, 0, new long[3]);
    assertThat(ask("name, effect, z", "kind = 'direction'"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row).startsWith("between the centroids|");
              assertThat(number(row, 1)).isGreaterThan(1);
              assertThat(number(row, 2)).isGreaterThan(4);
            });
  }

  /** Along the difference of their own means two such cohorts of 100 numbers would be far apart. */
  @Test
  void cohortsOfAKindLookAlike() throws Exception {
    score("ill", 0, ILL, 0, new long[3]);
    score("well", ILL, WELL, 0, new long[3]);
    assertThat(ask("z", "kind = 'direction'"))
        .singleElement()
        .satisfies(row -> assertThat(Math.abs(number(row, 0))).isLessThan(3));
  }

  @Test
  void cohortWithoutAFinishedRunHasNoContrast() throws Exception {
    score("ill", 0, ILL, 0, new long[] {30, 20, 15});
    assertThat(ask("name", "true")).isEmpty();
    TestingRelease.beginRun(connection, "well", "well");
    assertThat(ask("name", "true")).isEmpty();
  }

  private static double number(String row, int column) {
    return Double.parseDouble(row.split("\\|")[column]);
  }

  private List<String> ask(String columns, String condition) throws Exception {
    try (var researcher = TestingDatabase.as("norn_researcher", database)) {
      return TestingDatabase.rows(
          researcher,
          "SELECT %s FROM norn_research.cohort_contrast('ill', 'well') WHERE %s"
              .formatted(columns, condition));
    }
  }

  private void score(String cohort, int first, int people, double shift, long[] tokens)
      throws Exception {
    TestingRelease.beginRun(connection, cohort, cohort);
    for (int person = first; person < first + people; person++) {
      TestingRelease.embed(connection, person, embedding(shift), 1);
      TestingRelease.score(connection, cohort, person, 0.5, null);
    }
    for (int token = 1; token <= tokens.length; token++) {
      if (tokens[token - 1] > 0) {
        TestingRelease.update(connection, Upserts.SCORED_TOKEN, cohort, token, tokens[token - 1]);
      }
    }
    TestingRelease.finishRun(connection, cohort, people);
  }

  private float[] embedding(double shift) {
    float[] embedding = new float[100];
    double squares = 0;
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] = (float) (random.nextGaussian() + (i < 2 ? shift * 2 : 0));
      squares += embedding[i] * embedding[i];
    }
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] /= (float) Math.sqrt(squares);
    }
    return embedding;
  }
}
