package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConceptScoreTest {

  private static final String CONCEPT = "recent-job-loss";

  private DataSource database;
  private Connection connection;

  @BeforeEach
  void write() throws Exception {
    database = TestingDatabase.migrated();
    connection = database.getConnection();
    TestingRelease.register(connection, "r1", 2);
    TestingRelease.activate(connection, "r1");
    TestingRelease.embed(connection, 1, new float[] {0.8f, -0.6f}, 1);
    TestingRelease.concept(connection, CONCEPT, new float[] {0.6f, 0.8f}, 0.1, 0.2);
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
  }

  private List<String> ask(String role, String arguments) throws Exception {
    try (var asking = TestingDatabase.as(role, database)) {
      return TestingDatabase.rows(
          asking, "SELECT norn_research.concept_score(%s)".formatted(arguments));
    }
  }

  private static String arguments(String concept, int person) {
    return "'%s', '%s'".formatted(concept, TestingRelease.person(person));
  }

  @Test
  void aScoreIsTheProjectionInDeviationsOfThoseWithoutTheConcept() throws Exception {
    String score = ask("norn_researcher", arguments(CONCEPT, 1)).get(0);
    assertThat(Double.parseDouble(score))
        .isCloseTo((0.6 * 0.8 - 0.8 * 0.6 - 0.1) / 0.2, within(1e-6));
    assertThat(ask("norn_researcher", arguments(CONCEPT, 1) + ", 'r1'")).containsExactly(score);
  }

  @Test
  void whatIsNotThereHasNoScore() throws Exception {
    assertThat(ask("norn_researcher", arguments("wealth", 1))).containsExactly("null");
    assertThat(ask("norn_researcher", arguments(CONCEPT, 2))).containsExactly("null");
    assertThat(ask("norn_researcher", arguments(CONCEPT, 1) + ", 'r2'")).containsExactly("null");
  }

  @Test
  void aForgottenPersonHasNone() throws Exception {
    TestingDatabase.execute(
        connection, "SELECT norn.forget_person('%s')".formatted(TestingRelease.person(1)));
    assertThat(ask("norn_researcher", arguments(CONCEPT, 1))).containsExactly("null");
  }

  @Test
  void analystsMayNotAsk() {
    assertThatThrownBy(() -> ask("norn_analyst", arguments(CONCEPT, 1)))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void learningAConceptAnewReplacesIt() throws Exception {
    TestingRelease.concept(connection, CONCEPT, new float[] {1, 0}, 0, 1);
    assertThat(Double.parseDouble(ask("norn_researcher", arguments(CONCEPT, 1)).get(0)))
        .isCloseTo(0.8, within(1e-6));
  }

  @Test
  void aConceptOfFewerThanTenPeopleIsNotWritten() {
    assertThatThrownBy(
            () ->
                TestingRelease.update(
                    connection,
                    Upserts.CONCEPT,
                    "r1",
                    "few",
                    "{}",
                    new float[] {1, 0},
                    0.0,
                    1.0,
                    9L,
                    40L,
                    0.8,
                    null,
                    null,
                    1L))
        .hasMessageContaining("concept_persons_check");
  }
}
