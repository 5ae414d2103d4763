package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows of scoring runs. */
class ScoringRunTest {

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
  void aRunThatGoesOnDoublesNoRowAndOnlyAFinishedOneIsRead() throws Exception {
    for (double probability : new double[] {0.25, 0.5}) {
      TestingRelease.beginRun(connection, "a", "adults");
      TestingRelease.score(connection, "a", 1, probability, null);
    }
    TestingRelease.score(connection, "a", 2, null, "RISK_ABOVE_BOUND");
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
    assertThatThrownBy(() -> TestingRelease.score(connection, "a", 1, null, null))
        .hasMessageContaining("scored_person_probability_or_abstained");
  }

  @Test
  void theReportIsReadOnceTheRunHasEndedAndAnotherOneTakesItsPlace() throws Exception {
    TestingRelease.beginRun(connection, "a", "adults");
    String read =
        "SELECT run, minimum_count, report ->> 'people' FROM norn_research.scoring_report";
    try (Connection viewer = TestingDatabase.as("norn_viewer", database)) {
      TestingRelease.update(connection, Upserts.KEPT_SCORING_REPORT, "a", 10, "{\"people\": 20}");
      assertThat(TestingDatabase.rows(viewer, read)).isEmpty();
      TestingRelease.update(connection, Upserts.KEPT_SCORING_REPORT, "a", 12, "{\"people\": 30}");
      TestingRelease.finishRun(connection, "a", 30);
      assertThat(TestingDatabase.rows(viewer, read)).containsExactly("a|12|30");
    }
  }

  @Test
  void aClassHasItsProbabilityAndACountIsNotBelowNothing() throws Exception {
    TestingRelease.beginRun(connection, "a", "adults");
    TestingRelease.score(connection, "a", 1, 0.5, null);
    String row = "UPDATE norn.scored_person SET ";
    TestingRelease.update(connection, row + "likeliest_class = 'C', class_probability = 0.4");
    TestingRelease.update(connection, row + "expected_count = 2.5");
    assertThatThrownBy(() -> TestingRelease.update(connection, row + "class_probability = null"))
        .hasMessageContaining("scored_person_class_and_its_probability");
    assertThatThrownBy(() -> TestingRelease.update(connection, row + "expected_count = -1"))
        .hasMessageContaining("scored_person_expected_count_in_range");
  }
}
