package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Project heart has people 1, 2 and 3, project lungs 3 and 4; person 5 is in none. Login heart_only
 * may ask for one of them, heart_and_lungs for both, nobody for none.
 */
class ProjectsTest {

  private static final LocalDate FAR = LocalDate.of(2999, 12, 31);
  private static final String PEOPLE =
      "SELECT person FROM norn_research.prediction UNION SELECT person FROM"
          + " norn_research.score_change UNION SELECT person FROM norn_research.person_embedding"
          + " UNION SELECT person FROM norn_research.scored_person ORDER BY 1";

  private DataSource database;
  private Connection owner;
  private Projects projects;

  @BeforeEach
  void makeTwoProjects() throws Exception {
    database = TestingDatabase.migrated();
    owner = database.getConnection();
    TestingRelease.register(owner, "r1", 2);
    TestingRelease.activate(owner, "r1");
    for (int person = 1; person <= 5; person++) {
      TestingRelease.predict(owner, person, 0.25, 1);
      TestingRelease.predict(owner, person, 0.5, 2);
      float angle = person / 10f;
      TestingRelease.embed(
          owner, person, new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}, 1);
    }
    score("h", "hearts", 1, 2, 3);
    score("l", "breathers", 3, 4);
    TestingRelease.concept(owner, "recent-job-loss", new float[] {0.6f, 0.8f}, 0.1, 0.2);
    for (String login : List.of("heart_only", "heart_and_lungs", "nobody")) {
      TestingDatabase.addLogin(database, login, "norn_researcher");
    }
    TestingDatabase.addLogin(database, "administrator", "norn_administrator");
    try (Connection administrator = TestingDatabase.login("administrator", database)) {
      var administered = new Projects(administrator);
      administered.add(new Project("heart", "heart study", List.of("hearts"), FAR));
      administered.add(new Project("lungs", "lung study", List.of("breathers"), FAR));
      administered.allow("heart", "heart_only");
      administered.allow("heart", "heart_and_lungs");
      administered.allow("lungs", "heart_and_lungs");
      administered.admit("heart", called("a"));
      administered.admit("lungs", called("b"));
    }
    projects = new Projects(owner);
  }

  @AfterEach
  void close() throws Exception {
    owner.close();
  }

  @Test
  void aProjectSeesItsPeopleUnderItsOwnPseudonymsAndNobodyElse() throws Exception {
    assertThat(ask("heart_only", PEOPLE)).containsExactlyElementsOf(people("a", 1, 2, 3));
    assertThat(asked("heart_and_lungs", "lungs", PEOPLE))
        .containsExactlyElementsOf(people("b", 3, 4));
    assertThat(ask("nobody", PEOPLE)).isEmpty();
    assertThat(ask("everybody_norn_researcher", PEOPLE))
        .containsExactlyElementsOf(people("", 1, 2, 3, 4, 5));
    assertThat(asked("everybody_norn_researcher", "lungs", PEOPLE))
        .containsExactlyElementsOf(people("b", 3, 4));
  }

  @Test
  void everyViewOfPersonsIsAboutTheProjectOnly() throws Exception {
    for (String view : List.of("prediction", "score_change", "person_embedding", "scored_person")) {
      assertThat(
              ask(
                  "heart_only",
                  "SELECT DISTINCT person FROM norn_research." + view + " ORDER BY 1"))
          .as(view)
          .containsExactlyElementsOf(people("a", 1, 2, 3));
    }
    assertThat(ask("heart_only", "SELECT id FROM norn_research.scoring_run")).containsExactly("h");
    assertThat(ask("heart_only", "SELECT DISTINCT run FROM norn_research.scored_person"))
        .containsExactly("h");
    assertThat(ask("heart_only", "SELECT DISTINCT cause_row FROM norn_research.prediction"))
        .containsExactly("null");
  }

  @Test
  void functionsTakeAndGiveTheProjectsPseudonyms() throws Exception {
    String mine = person("a", 2);
    assertThat(ask("heart_only", nearest(mine))).containsExactly(person("a", 1), person("a", 3));
    assertThat(ask("heart_only", history(mine))).hasSize(2);
    assertThat(ask("heart_only", "SELECT person FROM norn_research.as_known_on(now()) ORDER BY 1"))
        .containsExactlyElementsOf(people("a", 1, 2, 3));
    assertThat(ask("heart_only", score(mine))).doesNotContain("null");
    for (String other : List.of(person("", 2), person("b", 3), person("", 5))) {
      assertThat(ask("heart_only", nearest(other))).isEmpty();
      assertThat(ask("heart_only", history(other))).isEmpty();
      assertThat(ask("heart_only", score(other))).containsExactly("null");
    }
  }

  @Test
  void whatIsSaidOfCohortsIsOfTheProjectsCohorts() throws Exception {
    String centroid = "SELECT persons FROM norn_research.cohort_centroid('%s')";
    assertThat(ask("heart_only", centroid.formatted("hearts"))).containsExactly("3");
    assertThat(ask("heart_only", centroid.formatted("breathers"))).isEmpty();
    String reports = "SELECT run FROM norn_research.scoring_report ORDER BY run";
    assertThat(ask("heart_only", reports)).containsExactly("h");
    assertThat(asked("heart_and_lungs", "lungs", reports)).containsExactly("l");
    assertThat(ask("nobody", reports)).isEmpty();
    String compared = "SELECT DISTINCT kind FROM norn_research.run_comparison('h', '%s')";
    assertThat(ask("heart_only", compared.formatted("h"))).isNotEmpty();
    assertThat(ask("heart_only", compared.formatted("l"))).isEmpty();
  }

  @Test
  void whoHasSeveralProjectsChoosesOne() throws Exception {
    assertThatThrownBy(() -> ask("heart_and_lungs", PEOPLE))
        .hasMessageContaining("SET norn.project");
    String which = "SELECT name, chosen FROM norn_research.project";
    assertThat(ask("heart_and_lungs", which)).isEqualTo(List.of("heart|f", "lungs|f"));
    assertThat(asked("heart_and_lungs", "lungs", which)).isEqualTo(List.of("heart|f", "lungs|t"));
    assertThat(ask("heart_only", which)).isEqualTo(List.of("heart|t"));
    assertThat(ask("nobody", which)).isEmpty();
    assertThat(ask("everybody_norn_researcher", which)).isEqualTo(List.of("heart|f", "lungs|f"));
    assertThatThrownBy(() -> asked("heart_only", "lungs", PEOPLE))
        .hasMessageContaining("no project that this login may ask for");
    assertThatThrownBy(() -> asked("nobody", "heart", PEOPLE))
        .hasMessageContaining("no project that this login may ask for");
  }

  @Test
  void aRoleThatIsTakenOnChangesNothing() throws Exception {
    try (Connection connection = TestingDatabase.login("heart_only", database)) {
      TestingDatabase.execute(connection, "SET ROLE norn_researcher");
      assertThat(TestingDatabase.rows(connection, PEOPLE))
          .containsExactlyElementsOf(people("a", 1, 2, 3));
    }
    TestingDatabase.addLogin(database, "both_roles", "norn_researcher, norn_operations");
    assertThat(ask("both_roles", PEOPLE)).isEmpty();
    assertThat(ask("both_roles", "SELECT * FROM norn_operations.persons_predicted")).isEmpty();
  }

  @Test
  void afterItsLastDayAProjectIsNotAnswered() throws Exception {
    assertThat(projects.end("heart", LocalDate.of(2020, 1, 1))).isEqualTo(3);
    assertThat(ask("heart_only", PEOPLE)).isEmpty();
    assertThat(projects.named("heart").people()).isZero();
    TestingDatabase.execute(owner, "UPDATE norn.project SET ends = '2020-01-01'");
    assertThatThrownBy(() -> asked("heart_and_lungs", "lungs", PEOPLE))
        .isInstanceOf(SQLException.class);
  }

  @Test
  void aRotatedKeyLeavesNobodyUnderTheEarlierPseudonym() throws Exception {
    assertThat(projects.rotate("heart", called("c"))).isEqualTo(new Project.Admitted(3, 3));
    assertThat(ask("heart_only", PEOPLE)).containsExactlyElementsOf(people("c", 1, 2, 3));
    assertThat(ask("heart_only", history(person("a", 1)))).isEmpty();
    assertThat(projects.named("heart").keyNumber()).isEqualTo(2);
  }

  @Test
  void peopleComeAndGoWithTheCohort() throws Exception {
    TestingRelease.score(owner, "h", 5, 0.5, null);
    TestingDatabase.execute(
        owner,
        "DELETE FROM norn.scored_person WHERE person = '%s'".formatted(TestingRelease.person(1)));
    assertThat(projects.admit("heart", called("a"))).isEqualTo(new Project.Admitted(1, 1));
    assertThat(ask("heart_only", PEOPLE)).containsExactlyElementsOf(people("a", 2, 3, 5));
    assertThat(projects.admit("heart", called("a"))).isEqualTo(new Project.Admitted(0, 0));
  }

  @Test
  void forgottenPeopleAreInNoProjectAndAreNotAdmittedAgain() throws Exception {
    TestingDatabase.execute(
        owner, "SELECT norn.forget_person('%s')".formatted(TestingRelease.person(3)));
    assertThat(ask("heart_only", PEOPLE)).containsExactlyElementsOf(people("a", 1, 2));
    TestingDatabase.execute(
        owner,
        "INSERT INTO norn.project_person VALUES ('heart', '%s', '%s')"
            .formatted(TestingRelease.person(3), person("a", 3)));
    assertThat(ask("heart_only", PEOPLE)).containsExactlyElementsOf(people("a", 1, 2));
  }

  /** A reader's own function in a question must not be handed what the reader may not see. */
  @Test
  void aFunctionInAQuestionSeesNoMoreThanItsReader() throws Exception {
    try (Connection reader = TestingDatabase.login("heart_only", database)) {
      TestingDatabase.execute(
          reader,
          """
          CREATE TEMP TABLE seen (value text);
          CREATE FUNCTION pg_temp.look(value text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS $$
          BEGIN INSERT INTO seen VALUES (value); RETURN true; END $$""");
      for (String view : List.of("prediction", "scored_person", "person_embedding")) {
        TestingDatabase.rows(
            reader, "SELECT person FROM norn_research." + view + " WHERE pg_temp.look(person)");
      }
      assertThat(TestingDatabase.rows(reader, "SELECT DISTINCT value FROM seen ORDER BY 1"))
          .containsExactlyElementsOf(people("a", 1, 2, 3));
    }
  }

  @Test
  void noPolicyOfReadersIsWithoutACondition() throws Exception {
    assertThat(
            TestingDatabase.rows(
                owner,
                """
                SELECT tablename, policyname FROM pg_policies
                WHERE schemaname = 'norn' AND qual = 'true'
                  AND roles && '{norn_viewer,norn_analyst,norn_researcher,public}'::name[]"""))
        .isEmpty();
  }

  @Test
  void whatIsMisspeltIsRefused() {
    assertThatThrownBy(
            () -> projects.add(new Project("skin", "skin study", List.of("heartz"), FAR)))
        .hasMessageContaining("no finished scoring run holds 'heartz'");
    assertThatThrownBy(() -> projects.add(new Project("heart", "again", List.of("hearts"), FAR)))
        .hasMessageContaining("'heart' is there already");
    assertThatThrownBy(() -> projects.allow("heart", "nosuchlogin"))
        .hasMessageContaining("the server has no 'nosuchlogin'");
    assertThatThrownBy(() -> projects.admit("liver", called("a")))
        .hasMessageContaining("there is no 'liver'");
    assertThatThrownBy(() -> new Project("Heart!", "x", List.of("hearts"), FAR))
        .hasMessageContaining("[project]");
  }

  @Test
  void administratorsReadNothingThatIsSaidOfAnybody() throws Exception {
    for (String wanted :
        List.of(
            "SELECT probability FROM norn.scored_person",
            "SELECT * FROM norn.prediction",
            "SELECT * FROM norn.person_embedding",
            "SELECT * FROM norn_research.prediction")) {
      assertThatThrownBy(() -> ask("administrator", wanted))
          .as(wanted)
          .hasMessageContaining("permission denied");
    }
  }

  private void score(String run, String cohort, int... people) throws SQLException {
    TestingRelease.beginRun(owner, run, cohort);
    for (int person : people) {
      TestingRelease.score(owner, run, person, 0.5, null);
    }
    TestingRelease.update(owner, Upserts.KEPT_SCORING_REPORT, run, 10, "{}");
    TestingRelease.finishRun(owner, run, people.length);
  }

  private List<String> ask(String login, String sql) throws SQLException {
    return asked(login, "", sql);
  }

  private List<String> asked(String login, String project, String sql) throws SQLException {
    try (Connection connection =
        login.startsWith("everybody_")
            ? TestingDatabase.as(login.substring("everybody_".length()), database)
            : TestingDatabase.login(login, database)) {
      TestingDatabase.execute(connection, "SET norn.project = '" + project + "'");
      return TestingDatabase.rows(connection, sql);
    }
  }

  private static String nearest(String person) {
    return "SELECT neighbour FROM norn_research.nearest_persons('%s', 5) ORDER BY 1"
        .formatted(person);
  }

  private static String history(String person) {
    return "SELECT * FROM norn_research.prediction_history('%s')".formatted(person);
  }

  private static String score(String person) {
    return "SELECT norn_research.concept_score('recent-job-loss', '%s')".formatted(person);
  }

  /** As a key would: the same person has another name under each. */
  private static UnaryOperator<String> called(String key) {
    return person -> key + person.substring(key.length());
  }

  private static String person(String key, int number) {
    return called(key).apply(TestingRelease.person(number));
  }

  private static List<String> people(String key, int... numbers) {
    return IntStream.of(numbers).mapToObj(number -> person(key, number)).toList();
  }
}
