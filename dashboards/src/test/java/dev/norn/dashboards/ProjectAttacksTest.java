package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.norn.db.AuditLog;
import dev.norn.db.Project;
import dev.norn.db.Projects;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who is of one project tries to read another's people, over HTTP and with a login. Pseudonyms of
 * project heart begin with a, of project lungs with b, of neither with 0. Persons 0 to 99 are in
 * both.
 */
class ProjectAttacksTest {

  private static final Attempts ATTEMPTS = new Attempts();
  private static final ApiAudit AUDIT = new ApiAudit(new AuditLog(new byte[32]), head -> {});
  private static final String PURPOSE = "Norn-Purpose";
  private static final String IN_BOTH = "%031x".formatted(65_536 + 1);
  private static final List<String> NOT_HIS =
      List.of("b" + IN_BOTH, "0" + IN_BOTH, "a%031x".formatted(65_536 + 150));

  private static TestingDatabase database;
  private static ResearchApi api;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start();
    try (Connection owner = database.owner();
        var statement = owner.createStatement()) {
      TestingRuns.run(owner, "half", 0, 100);
      TestingMaps.add(owner);
      for (String login : List.of("heart_login", "no_project")) {
        statement.execute("CREATE ROLE " + login + " LOGIN");
        statement.execute("GRANT norn_researcher TO " + login);
      }
      var projects = new Projects(owner);
      add(projects, "heart", "half", "a");
      add(projects, "lungs", TestingRuns.WIDE, "b");
      add(projects, "ended", TestingRuns.WIDE, "c");
      projects.allow("heart", "heart_login");
      statement.execute("UPDATE norn.project SET ends = '2020-12-31' WHERE name = 'ended'");
    }
    api = ResearchApi.start(database.apiConfig().answering(Asking.CALLERS), AUDIT);
  }

  private static void add(Projects projects, String name, String run, String key)
      throws SQLException {
    projects.add(
        new Project(name, "a test", List.of("cohort of " + run), LocalDate.of(2999, 12, 31)));
    projects.admit(name, person -> key + person.substring(1));
  }

  @AfterAll
  static void stop() throws Exception {
    System.out.print(ATTEMPTS);
    api.close();
    database.close();
  }

  @Test
  void aCallerReadsTheProjectsPeopleByTheProjectsPseudonyms() throws Exception {
    var rows = Asking.get(api, "hanna", "/api/v1/predictions?outcome=death&run=half", PURPOSE, "x");
    assertThat(JsonRows.MAPPER.readTree(rows.body()).findValuesAsText("person"))
        .hasSize(100)
        .allMatch(person -> person.startsWith("a"));
    var person = Asking.get(api, "hanna", "/api/v1/persons/a" + IN_BOTH, PURPOSE, "x");
    assertThat(person.statusCode()).isEqualTo(200);
    assertThat(person.body()).contains("a" + IN_BOTH);
    var near = Asking.get(api, "hanna", "/api/v1/persons/a" + IN_BOTH + "/nearest", PURPOSE, "x");
    assertThat(JsonRows.MAPPER.readTree(near.body()).findValuesAsText("person"))
        .isNotEmpty()
        .allMatch(neighbour -> neighbour.startsWith("a"));
    var runs = Asking.get(api, "vito", "/api/v1/runs");
    assertThat(JsonRows.MAPPER.readTree(runs.body()).findValuesAsText("id"))
        .containsExactly("wide");
    assertThat(Asking.rule(Asking.get(api, "ende", "/api/v1/runs"))).isEqualTo("PROJECT");
  }

  @Test
  void noRequestReadsAnotherProjectsPeople() throws Exception {
    String kind = "another project";
    for (String person : NOT_HIS) {
      for (String path : List.of("", "/nearest", "/changes", "/history")) {
        attempt(kind, "hanna", "/api/v1/persons/" + person + path, answer -> true);
      }
      attempt(
          kind,
          "hanna",
          "/api/v1/predictions?outcome=death&run=half&after=" + person,
          ProjectAttacksTest::foreign);
    }
    for (String question :
        List.of("run=wide", "run=narrow", "run=apart", "cohort=cohort%20of%20wide")) {
      attempt(kind, "hanna", "/api/v1/predictions?outcome=death&" + question, answer -> true);
      attempt(kind, "hanna", "/api/v1/embeddings?" + question, answer -> true);
      attempt(
          kind, "hanna", "/api/v1/predictions?outcome=death&project=lungs&" + question, a -> true);
      attempt(kind, "ende", "/api/v1/predictions?outcome=death&" + question, answer -> true);
    }
    for (String header : List.of("Norn-Project", "Project", "norn.project", "X-Norn-Project")) {
      var answer =
          Asking.get(
              api,
              "hanna",
              "/api/v1/predictions?outcome=death&run=half",
              PURPOSE,
              "x",
              header,
              "lungs");
      ATTEMPTS.add(kind, header, foreign(answer));
    }
    for (String run : List.of("half", "narrow", "apart")) {
      var answer =
          Asking.post(
              api,
              "vito",
              "/api/v1/tables",
              "{\"run\": \"%s\", \"outcome\": \"death\"}".formatted(run),
              "Content-Type",
              "application/json");
      ATTEMPTS.add(kind, "table of " + run, answer.statusCode() < 400);
    }
    none(kind, 30);
  }

  private static void attempt(
      String kind, String caller, String path, Predicate<HttpResponse<String>> succeeded)
      throws Exception {
    var answer = Asking.get(api, caller, path, PURPOSE, "x");
    boolean answered = answer.statusCode() < 400 || answer.statusCode() >= 500;
    ATTEMPTS.add(kind, caller + " " + path, answered && succeeded.test(answer));
  }

  /** Whether a row is of somebody who is not one of project heart. */
  private static boolean foreign(HttpResponse<String> answer) {
    try {
      return JsonRows.MAPPER.readTree(answer.body()).findValuesAsText("person").stream()
          .anyMatch(person -> !person.startsWith("a"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void noLoginReadsAnotherProjectsPeople() throws Exception {
    String kind = "project by login";
    String person = "'" + NOT_HIS.get(0) + "'";
    List<String> questions =
        List.of(
            "SELECT person FROM norn_research.scored_person WHERE run <> 'half'",
            "SELECT person FROM norn_research.scored_person WHERE person !~ '^a'",
            "SELECT person FROM norn_research.person_embedding WHERE person !~ '^a'",
            "SELECT person FROM norn_research.prediction WHERE person !~ '^a'",
            "SELECT person FROM norn_research.score_change WHERE person !~ '^a'",
            "SELECT 1 FROM norn_research.nearest_persons(" + person + ")",
            "SELECT 1 FROM norn_research.prediction_history(" + person + ")",
            "SELECT 1 FROM norn_research.as_known_on(now()) WHERE person !~ '^a'",
            "SELECT 1 FROM norn_research.cohort_centroid('cohort of wide')",
            "SELECT 1 FROM norn_research.scoring_run WHERE id <> 'half'",
            "SELECT person FROM norn_research.projection_point WHERE person !~ '^a'",
            "SELECT tokens FROM norn.projection_point",
            "SELECT 1 FROM norn_research.map_selection(1, '((-1,0),(149,0),(149,1),(-1,1))')"
                + " WHERE people + others > 100",
            "SELECT person FROM norn.project_person",
            "SELECT norn.person_called('" + "a" + IN_BOTH + "')",
            "SELECT name FROM norn.project",
            "SELECT login FROM norn.project_login",
            "SELECT 1 FROM pg_stats WHERE schemaname = 'norn' AND attname IN ('person', 'pseudonym')",
            "SELECT query_to_xml('SELECT person FROM norn.project_person', true, false, '')",
            "SELECT table_to_xml((SELECT c.oid FROM pg_class c WHERE relname = 'project_person')::regclass,"
                + " true, false, '')");
    List<String> tricks =
        List.of(
            "SET norn.project = 'lungs'",
            "SET norn.project = '*'",
            "SET norn.project = ''",
            "SET SESSION AUTHORIZATION norn_api",
            "SET ROLE norn_population",
            "SET ROLE norn_administrator",
            "SET row_security = off",
            "SET search_path = norn, norn_research",
            "GRANT norn_population TO CURRENT_USER",
            "INSERT INTO norn.project_login VALUES ('lungs', CURRENT_USER)",
            "CREATE TEMP VIEW project_person AS SELECT 'heart' AS project, person, person AS pseudonym"
                + " FROM norn_research.prediction");
    for (String login : List.of("heart_login", "no_project")) {
      for (String question : questions) {
        tried(kind, login, "", question);
        for (String trick : tricks) {
          tried(kind, login, trick, question);
        }
      }
    }
    none(kind, 300);
  }

  private static void tried(String kind, String login, String trick, String question)
      throws SQLException {
    String url = database.apiConfig().database().jdbcUrl();
    try (Connection connection = DriverManager.getConnection(as(login, url), login, "");
        var statement = connection.createStatement()) {
      List<String> read = new ArrayList<>();
      try {
        if (!trick.isEmpty()) {
          statement.execute(trick);
        }
      } catch (SQLException refused) {
        // The question is tried all the same.
      }
      try (var rows = statement.executeQuery(question)) {
        while (rows.next()) {
          read.add(rows.getString(1));
        }
      } catch (SQLException refused) {
        // Which is right.
      }
      ATTEMPTS.add(kind, login + " " + trick + " " + question, !read.isEmpty());
    }
  }

  private static String as(String login, String url) {
    return url.replace("user=" + TestingDatabase.API_LOGIN, "user=" + login);
  }

  private static void none(String kind, int atLeast) {
    assertThat(ATTEMPTS.succeeded(kind)).isEmpty();
    assertThat(ATTEMPTS.count(kind)).isGreaterThanOrEqualTo(atLeast);
  }
}
