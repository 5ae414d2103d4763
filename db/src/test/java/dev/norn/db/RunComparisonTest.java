package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two runs in SQL; that they say what norn compare says is claimed where both are, in cli. */
class RunComparisonTest {

  private DataSource database;
  private Connection connection;

  @BeforeEach
  void write() throws Exception {
    database = TestingDatabase.migrated();
    connection = database.getConnection();
    TestingRelease.register(connection, "r1", 4);
    TestingRelease.register(connection, "r2", 4);
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
  }

  @Test
  void whoseHistoryDiffersMovedByFactsAndAllOthersByWhatWasAskedFor() throws Exception {
    run("a", "r1", "{}", 0, 60, 0, 0.1);
    run("b", "r2", "{}", 0, 80, 20, 0.14);
    assertThat(ask("name, persons", "kind = 'people'"))
        .containsExactly("in both|60", "only before|0", "only after|20");
    assertThat(ask("coalesce(cause, 'all'), persons", "kind = 'mean'"))
        .containsExactly("all|60", "NEW_FACTS + NEW_RELEASE|20", "NEW_RELEASE|40");
    List<String> means = ask("mean_before, mean_after, mean_change, mean_size", "kind = 'mean'");
    assertThat(number(means.get(1), 0)).isCloseTo(0.1, within(1e-12));
    assertThat(number(means.get(1), 1)).isCloseTo(0.34, within(1e-12));
    assertThat(number(means.get(1), 2)).isCloseTo(0.24, within(1e-12));
    assertThat(number(means.get(2), 3)).isCloseTo(0.04, within(1e-12));
    assertThat(ask("cause, name, persons", "kind = 'change' AND persons > 0"))
        .containsExactly(
            "NEW_FACTS + NEW_RELEASE|more than 0.1|20",
            "NEW_RELEASE|more than 0.01, up to 0.05|40");
  }

  @Test
  void aCauseOfFewIsNotToldApartFromTheOthers() throws Exception {
    run("a", "r1", "{}", 0, 60, 0, 0.1);
    run("b", "r1", "{}", 0, 60, 3, 0.1);
    assertThat(ask("DISTINCT cause", "true")).containsExactly("null");
    assertThat(ask("persons", "kind = 'mean'")).containsExactly("60");
    // Three moved: they are held back, and so are the others, who would give them away.
    assertThat(ask("name, persons", "kind = 'change' AND persons IS NULL"))
        .containsExactly("none|null", "more than 0.1|null");
  }

  @Test
  void smallCountsAreHeldBackAndSoIsTheOneThatWouldGiveThemAway() throws Exception {
    run("a", "r1", "{}", 0, 60, 0, 0.1);
    run("b", "r1", "{}", 4, 80, 0, 0.1);
    assertThat(ask("name, persons", "kind = 'people'"))
        .containsExactly("in both|56", "only before|null", "only after|null");
    assertThat(ask("persons", "persons < 10 AND persons > 0")).isEmpty();
    run("c", "r1", "{}", 0, 9, 0, 0.1);
    for (String row : ask("persons, mean_before, mean_change", "kind = 'mean'", "a', 'c")) {
      assertThat(row).isEqualTo("null|null|null");
    }
  }

  @Test
  void aLargerMinimumHoldsMoreBackAndASmallerOneNothingLess() throws Exception {
    run("a", "r1", "{}", 0, 60, 0, 0.1);
    run("b", "r1", "{}", 15, 80, 0, 0.1);
    assertThat(ask("persons", "name = 'only before'", "a', 'b")).containsExactly("15");
    assertThat(ask("persons", "name = 'only before'", "a', 'b', '16")).containsExactly("null");
    run("c", "r1", "{}", 4, 60, 0, 0.1);
    assertThat(ask("persons", "name = 'only before'", "a', 'c', '1")).containsExactly("null");
  }

  @Test
  void anotherDefinitionAndTheSameOneAreToldApart() throws Exception {
    run("a", "r1", "{\"cohort\": {\"cohort\": \"x\", \"known-by\": \"2020\"}}", 0, 30, 0, 0.1);
    run("b", "r1", "{\"cohort\": {\"known-by\": \"2021\", \"cohort\": \"x\"}}", 0, 30, 0, 0.1);
    assertThat(ask("DISTINCT cause", "kind = 'change'")).containsExactly("NEW_DEFINITION");
    assertThat(ask("DISTINCT cause", "kind = 'change'", "a', 'a")).containsExactly("NOTHING");
    assertThat(ask("persons", "name = 'none'", "a', 'a")).containsExactly("30");
  }

  @Test
  void aRunThatHasNotEndedIsComparedWithNothing() throws Exception {
    run("a", "r1", "{}", 0, 30, 0, 0.1);
    run("b", "r1", "{}", 0, 30, 0, 0.1);
    TestingRelease.update(
        connection, "UPDATE norn.scoring_run SET state = 'RUNNING' WHERE id = 'b'");
    assertThat(ask("*", "true")).isEmpty();
  }

  @Test
  void whoAbstainedIsCountedAndNotMoved() throws Exception {
    run("a", "r1", "{}", 0, 40, 0, 0.1);
    run("b", "r1", "{}", 0, 40, 0, 0.1);
    TestingRelease.update(
        connection,
        "UPDATE norn.scored_person SET probability = NULL, low = NULL, high = NULL, decile = NULL,"
            + " abstained = 'RISK_ABOVE_BOUND' WHERE run = 'b' AND person < ?",
        TestingRelease.person(12));
    assertThat(ask("name, persons", "kind = 'abstention' AND persons > 0"))
        .containsExactly(
            "predicted before, abstained after|12", "predicted before, predicted after|28");
    assertThat(ask("persons", "kind = 'mean' AND cause IS NULL")).containsExactly("28");
  }

  /** Of the first so many the history differs, and the probability is 0.2 higher. */
  private void run(
      String id, String release, String definition, int from, int to, int facts, double probability)
      throws Exception {
    TestingRelease.update(
        connection,
        Upserts.SCORING_RUN,
        id,
        release,
        "own",
        "adults",
        TestingRelease.LANDMARK,
        null,
        definition,
        TestingRelease.NOON);
    for (int person = from; person < to; person++) {
      TestingRelease.score(
          connection, id, person, person < facts ? probability + 0.2 : probability, null);
    }
    TestingRelease.update(
        connection,
        "UPDATE norn.scored_person SET history_version = 2 WHERE run = ? AND person < ?",
        id,
        TestingRelease.person(facts));
    TestingRelease.finishRun(connection, id, to - from);
  }

  private static double number(String row, int column) {
    return Double.parseDouble(row.split("\\|")[column]);
  }

  private List<String> ask(String columns, String condition) throws Exception {
    return ask(columns, condition, "a', 'b");
  }

  private List<String> ask(String columns, String condition, String runs) throws Exception {
    try (var researcher = TestingDatabase.as("norn_researcher", database)) {
      return TestingDatabase.rows(
          researcher,
          "SELECT %s FROM norn_research.run_comparison('%s') WHERE %s"
              .formatted(columns, runs, condition));
    }
  }
}
