package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.db.AuditLog;
import dev.norn.disclosure.Caller;
import dev.norn.disclosure.CallerRole;
import dev.norn.disclosure.Callers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs on the running API over the real database. */
class JobsTest {

  private static final ApiAudit AUDIT = new ApiAudit(new AuditLog(new byte[32]), head -> {});
  private static final String JOBS = "/api/v1/jobs";
  private static final String DEATHS =
      "{\"kind\": \"export\", \"rows\": \"predictions\", \"run\": \"wide\", \"outcome\": \"death\"}";
  private static final String TABLE =
      "{\"kind\": \"table\", \"table\": {\"run\": \"%s\", \"outcome\": \"death\", \"dimensions\": [\"decile\"]}}";
  private static final String LEFT = DEATHS.replace("wide", "left");

  /** Of the people of the run whom tests forget. */
  private static final int FIRST_OF_LEFT = 7_000;

  private static final long PATIENCE_MILLIS = 30_000;

  private static TestingDatabase database;

  @TempDir Path folder;

  private ResearchApi api;

  @BeforeAll
  static void startDatabase() throws Exception {
    database = TestingDatabase.start();
    try (Connection owner = database.owner();
        var statement = owner.createStatement()) {
      TestingRuns.run(owner, "left", FIRST_OF_LEFT, 100);
      TestingRuns.run(owner, "long", 10_000, 900);
      statement.execute(
          """
          INSERT INTO norn.scored_person (run, person, landmark, outcome, probability, decile,
            history_version, newest_recorded)
          SELECT 'long', lpad(to_hex(65536 + 20000 + i), 32, '0'), '2024-12-31', 'death', 0.5, 5, 1,
            now() FROM generate_series(1, 11101) i""");
    }
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    database.close();
  }

  @BeforeEach
  void start() throws Exception {
    execute("TRUNCATE norn.job, norn.answered_table, norn.table_budget");
    api = started(Asking.CALLERS);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private ResearchApi started(Callers callers) {
    var jobs = new ApiJobs(folder.resolve("jobs"), 2, 3, 4, Duration.ofDays(7));
    return ResearchApi.start(database.apiConfig().answering(callers).answeringLater(jobs), AUDIT);
  }

  @Test
  void aJobIsAcceptedAndItsResultHoldsTheRowsOfTheDirectRoute() throws Exception {
    HttpResponse<String> accepted = ask("rosa", DEATHS);
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    String path = accepted.headers().firstValue("Location").orElseThrow();
    JsonNode done = ended(path);
    assertThat(done.get("state").textValue()).isEqualTo("done");
    assertThat(done.get("progress").doubleValue()).isEqualTo(1);
    assertThat(done.get("rows").intValue()).isEqualTo(200);
    assertThat(done.get("caller").textValue()).isEqualTo("rosa");
    assertThat(done.get("purpose").textValue()).isEqualTo("a test");
    HttpResponse<String> result = Asking.get(api, "rosa", done.get("result").textValue());
    HttpResponse<String> direct =
        Asking.get(
            api,
            "rosa",
            "/api/v1/predictions?run=wide&outcome=death",
            "Accept",
            "text/csv",
            "Norn-Purpose",
            "a test");
    assertThat(rows(result)).isEqualTo(rows(direct)).hasSize(201);
    assertThat(result.body())
        .contains("# run: wide\n", "# landmark: 2024-12-31\n", "# column percentile: Share of")
        .contains("# request: " + accepted.headers().firstValue("Norn-Request").orElseThrow());
  }

  private static List<String> rows(HttpResponse<String> csv) {
    assertThat(csv.statusCode()).as(csv.body()).isEqualTo(200);
    return csv.body().lines().filter(line -> !line.startsWith("#")).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "json, application/json",
    "csv, text/csv",
    "arrow, application/vnd.apache.arrow.stream",
    "parquet, application/vnd.apache.parquet"
  })
  void aResultHasItsTypeAndATagAndIsKeptByNoCache(String format, String type) throws Exception {
    String question =
        "{\"kind\": \"export\", \"rows\": \"embeddings\", \"cohort\": \"cohort of wide\", \"format\": \""
            + format
            + "\"}";
    String path = done("rosa", question);
    HttpResponse<byte[]> result = Asking.bytes(api, "rosa", path + "/result");
    assertThat(result.statusCode()).isEqualTo(200);
    assertThat(result.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    assertThat(result.headers().firstValue("Cache-Control")).hasValue("no-store");
    String tag = result.headers().firstValue("ETag").orElseThrow();
    var again = Asking.bytes(api, "rosa", path + "/result", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void aRunOfMorePeopleThanAPageLeavesWhole() throws Exception {
    String path = done("anna", DEATHS.replace("wide", "long"));
    List<String> rows = rows(Asking.get(api, "anna", path + "/result"));
    assertThat(rows).hasSize(12_002).doesNotHaveDuplicates();
  }

  @Test
  void neighboursOfManyAreThoseOfEach() throws Exception {
    String question =
        "{\"kind\": \"nearest\", \"k\": 2, \"format\": \"json\", \"persons\": [\"%s\", \"%s\"]}"
            .formatted(TestingDatabase.PERSON, TestingDatabase.NEIGHBOUR);
    String path = done("rosa", question);
    JsonNode rows = json(Asking.get(api, "rosa", path + "/result")).get("rows");
    List<String> expected = new ArrayList<>();
    for (String person : List.of(TestingDatabase.PERSON, TestingDatabase.NEIGHBOUR)) {
      String direct = "/api/v1/persons/" + person + "/nearest?k=2";
      json(Asking.get(api, "rosa", direct, "Norn-Purpose", "a test"))
          .get("nearest")
          .forEach(row -> expected.add(person + row.get("neighbour") + row.get("cosine")));
    }
    List<String> found = new ArrayList<>();
    rows.forEach(
        row -> found.add(row.get("person").textValue() + row.get("neighbour") + row.get("cosine")));
    assertThat(found).isEqualTo(expected).hasSize(4);
    assertThat(scalar("SELECT question::text FROM norn.job"))
        .doesNotContain(TestingDatabase.PERSON);
  }

  @Test
  void aTableIsTheOneThatTheGateLetsOutAndCountsTowardsTheBudgetOnce() throws Exception {
    String path = done("vera", TABLE.formatted("wide"));
    HttpResponse<String> result = Asking.get(api, "vera", path + "/result");
    assertThat(scalar("SELECT tables FROM norn.table_budget WHERE caller = 'vera'")).isEqualTo("1");
    String body = TABLE.formatted("wide").replaceAll(".*\"table\": (\\{.*\\})\\}", "$1");
    var direct =
        Asking.post(api, "vera", "/api/v1/tables", body, "Content-Type", "application/json");
    assertThat(json(result)).isEqualTo(json(direct));
    assertThat(result.headers().firstValue("ETag")).isPresent();
    assertThat(files()).isEmpty();
  }

  @Test
  void whatTheGateRefusesFailsByItsRuleAndTheResultSaysSo() throws Exception {
    done("vera", TABLE.formatted("wide"));
    JsonNode failed = ended(location(ask("vera", TABLE.formatted("narrow"))));
    assertThat(failed.get("state").textValue()).isEqualTo("failed");
    assertThat(failed.at("/problem/rule").textValue()).isEqualTo("OVERLAP");
    HttpResponse<String> result =
        Asking.get(api, "vera", JOBS + "/" + failed.get("id").textValue() + "/result");
    assertThat(result.statusCode()).isEqualTo(403);
    assertThat(Asking.rule(result)).isEqualTo("OVERLAP");
    try (Connection owner = database.owner()) {
      assertThat(AuditLog.newest(owner, 5).toString()).contains("REFUSED by OVERLAP");
    }
  }

  @Test
  void aQuestionIsRefusedAtOnceWhereTheDirectRouteWouldRefuseIt() throws Exception {
    assertThat(Asking.rule(ask("vera", DEATHS))).isEqualTo("ROLE");
    assertThat(Asking.rule(ask("anna", DEATHS.replace("predictions\"", "embeddings\""))))
        .isEqualTo("ROLE");
    assertThat(Asking.rule(ask("omar", TABLE.formatted("wide")))).isEqualTo("ROLE");
    var aimless = Asking.post(api, "rosa", JOBS, DEATHS, "Content-Type", "application/json");
    assertThat(Asking.rule(aimless)).isEqualTo("PURPOSE");
    assertThat(ask("rosa", DEATHS.replace("wide", "none")).statusCode()).isEqualTo(404);
    assertThat(ask("rosa", DEATHS.replace("outcome", "outcone")).statusCode()).isEqualTo(400);
    assertThat(ask("rosa", "{\"kind\": \"nearest\", \"persons\": [\"x\"]}").statusCode())
        .isEqualTo(400);
    assertThat(scalar("SELECT count(*) FROM norn.job")).isEqualTo("0");
  }

  @Test
  void somebodyElsesJobIsNotFoundAndOperationsSeeItWithoutItsResult() throws Exception {
    String path = done("rosa", DEATHS);
    for (String other : List.of("vera", "anna")) {
      assertThat(Asking.get(api, other, path).statusCode()).isEqualTo(404);
      assertThat(Asking.get(api, other, path + "/result").statusCode()).isEqualTo(404);
      assertThat(Asking.delete(api, other, path).statusCode()).isEqualTo(404);
      assertThat(json(Asking.get(api, other, JOBS))).isEmpty();
    }
    assertThat(json(Asking.get(api, "omar", path)).get("state").textValue()).isEqualTo("done");
    assertThat(json(Asking.get(api, "omar", JOBS))).hasSize(1);
    assertThat(Asking.rule(Asking.get(api, "omar", path + "/result"))).isEqualTo("ROLE");
    assertThat(json(Asking.get(api, "rosa", JOBS))).hasSize(1);
  }

  @Test
  void fetchingIsWrittenDownWithTheRowsAndThePurposeOfTheJob() throws Exception {
    String path = done("rosa", DEATHS);
    Asking.get(api, "rosa", path + "/result");
    try (Connection owner = database.owner()) {
      assertThat(AuditLog.newest(owner, 1).get(0).toString())
          .contains("a test, 200, ANSWERED", "/api/v1/jobs/{id}/result", "\"caller\": \"rosa\"")
          .contains(path.substring(JOBS.length() + 1));
    }
  }

  @Test
  void twoRunAtATimeThreeOfACallerAreOpenAndCancelledOnesEndWithoutAResult() throws Exception {
    List<String> paths = new ArrayList<>();
    try (Connection owner = blocked()) {
      for (int i = 0; i < 3; i++) {
        paths.add(location(ask("rosa", DEATHS)));
      }
      assertThat(Asking.rule(ask("rosa", DEATHS))).isEqualTo("JOBS");
      paths.add(location(ask("anna", DEATHS)));
      await("SELECT count(*) FILTER (WHERE state = 'RUNNING') FROM norn.job", "2");
      assertThat(scalar("SELECT count(*) FILTER (WHERE state = 'QUEUED') FROM norn.job"))
          .isEqualTo("2");
      assertThat(Asking.get(api, "rosa", paths.get(0) + "/result").statusCode()).isEqualTo(409);
      for (String path : List.of(paths.get(0), paths.get(2))) {
        JsonNode cancelled = json(Asking.delete(api, "rosa", path));
        assertThat(cancelled.get("state").textValue()).isEqualTo("cancelled");
      }
      owner.rollback();
    }
    assertThat(ended(paths.get(1)).get("state").textValue()).isEqualTo("done");
    await("SELECT count(*) FROM norn.job WHERE state = 'DONE'", "2");
    for (String path : List.of(paths.get(0), paths.get(2))) {
      assertThat(Asking.get(api, "rosa", path + "/result").statusCode()).isEqualTo(410);
    }
    assertThat(json(Asking.delete(api, "rosa", paths.get(1))).get("result").isNull()).isTrue();
    awaitFiles(1);
  }

  @Test
  void aCallerHoldsFourResultsAndANewOneOnceOneIsGivenUp() throws Exception {
    String first = done("rosa", DEATHS);
    for (int i = 1; i < 4; i++) {
      done("rosa", DEATHS);
    }
    assertThat(Asking.rule(ask("rosa", DEATHS))).isEqualTo("JOBS");
    done("anna", DEATHS);
    Asking.delete(api, "rosa", first);
    done("rosa", DEATHS);
  }

  @Test
  void aJobThatRanWhenTheServerEndedIsDoneOnceByTheNext() throws Exception {
    String path;
    try (Connection owner = blocked()) {
      path = location(ask("rosa", DEATHS));
      await("SELECT state FROM norn.job", "RUNNING");
      api.close();
      assertThat(scalar("SELECT state FROM norn.job")).isEqualTo("RUNNING");
      owner.rollback();
    }
    api = started(Asking.CALLERS);
    assertThat(ended(path).get("rows").intValue()).isEqualTo(200);
    assertThat(scalar("SELECT attempt FROM norn.job")).isEqualTo("2");
    awaitFiles(1);
  }

  @Test
  void aResultOfPersonsIsGoneOnceAnybodyIsForgotten() throws Exception {
    String path = done("rosa", LEFT);
    String table = done("vera", TABLE.formatted("apart"));
    execute("SELECT norn.forget_person('%032x')".formatted(65536 + FIRST_OF_LEFT + 50));
    HttpResponse<String> result = Asking.get(api, "rosa", path + "/result");
    assertThat(result.statusCode()).isEqualTo(410);
    assertThat(Asking.rule(result)).isEqualTo("FORGOTTEN");
    assertThat(json(Asking.get(api, "rosa", path)).get("state").textValue()).isEqualTo("failed");
    awaitFiles(0);
    assertThat(Asking.get(api, "vera", table + "/result").statusCode()).isEqualTo(200);
    String again = done("rosa", LEFT);
    assertThat(Asking.get(api, "rosa", again + "/result").body())
        .doesNotContain("%032x".formatted(65536 + FIRST_OF_LEFT + 50));
  }

  @Test
  void whoIsForgottenWhileAJobRunsIsNotInItsResult() throws Exception {
    String forgotten = "%032x".formatted(65536 + FIRST_OF_LEFT + 51);
    String path;
    try (Connection owner = blocked()) {
      path = location(ask("rosa", LEFT));
      await("SELECT state FROM norn.job", "RUNNING");
      try (var statement = owner.createStatement()) {
        statement.execute("SELECT norn.forget_person('" + forgotten + "')");
      }
      owner.commit();
    }
    assertThat(ended(path).get("state").textValue()).isEqualTo("done");
    assertThat(scalar("SELECT attempt FROM norn.job")).isEqualTo("2");
    assertThat(Asking.get(api, "rosa", path + "/result").body()).doesNotContain(forgotten);
    awaitFiles(1);
  }

  @Test
  void aForgottenPersonIsTakenOutOfQuestionsThatWait() throws Exception {
    String forgotten = "%032x".formatted(65536 + FIRST_OF_LEFT + 52);
    // Nobody takes the question up meanwhile.
    api.close();
    execute(
        """
        INSERT INTO norn.job (id, caller, role, request, question, persons, state, attempt, forgettings)
        VALUES (gen_random_uuid(), 'rosa', 'researcher', 'r', '{"kind": "nearest", "k": 1,
          "persons": ["%s", "%s"], "release": "r1", "format": "CSV"}', true, 'RUNNING', 9, 0)"""
            .formatted(forgotten, TestingDatabase.PERSON)
            .replace("CSV", "csv"));
    execute("SELECT norn.forget_person('" + forgotten + "')");
    assertThat(scalar("SELECT question::text FROM norn.job"))
        .doesNotContain(forgotten)
        .contains(TestingDatabase.PERSON);
    api = started(Asking.CALLERS);
  }

  @Test
  void whoLeavesAProjectIsTakenOutOfItsQuestionsThatWait() throws Exception {
    String person = "%032x".formatted(65536 + FIRST_OF_LEFT + 53);
    api.close();
    execute(
        """
        INSERT INTO norn.project (name, purpose, cohorts, ends)
        VALUES ('skin', 'a test', '{c}', '2999-12-31');
        INSERT INTO norn.project_person VALUES ('skin', '%1$s', '%2$s'), ('skin', '%3$s', '%4$s');
        INSERT INTO norn.job (id, caller, role, project, request, question, persons)
        SELECT gen_random_uuid(), 'rosa', 'researcher', project, 'r',
          '{"kind": "nearest", "k": 1, "persons": ["%2$s", "%4$s"], "release": "r1"}', true
        FROM unnest(ARRAY['skin', 'other']) project"""
            .formatted(person, "b" + person.substring(1), TestingDatabase.PERSON, "b".repeat(32)));
    execute("SELECT norn.forget_person('" + person + "')");
    assertThat(scalar("SELECT question::text FROM norn.job WHERE project = 'skin'"))
        .doesNotContain("b" + person.substring(1))
        .contains("b".repeat(32));
    assertThat(scalar("SELECT question::text FROM norn.job WHERE project = 'other'"))
        .contains("b" + person.substring(1));
    execute("DELETE FROM norn.job");
    api = started(Asking.CALLERS);
  }

  @Test
  void whatEndedLongAgoIsSweptWithItsResult() throws Exception {
    String old = done("rosa", DEATHS);
    String fresh = done("rosa", DEATHS);
    execute(
        "UPDATE norn.job SET finished_at = now() - interval '7 days 1 minute' WHERE id = '%s'"
            .formatted(old.substring(JOBS.length() + 1)));
    Asking.delete(api, "rosa", location(ask("rosa", DEATHS)));
    awaitFiles(1);
    assertThat(Asking.get(api, "rosa", old).statusCode()).isEqualTo(404);
    assertThat(Asking.get(api, "rosa", fresh + "/result").statusCode()).isEqualTo(200);
  }

  @Test
  void aCallerWhoMayLessThanWhenAskingGetsNoResult() throws Exception {
    String path = done("rosa", DEATHS);
    api.close();
    var lowered = new Caller("rosa", CallerRole.VIEWER, Callers.sha256("rosa-token"), null, null);
    api = started(new Callers(List.of(lowered)));
    assertThat(Asking.rule(Asking.get(api, "rosa", path + "/result"))).isEqualTo("ROLE");
  }

  @Test
  void aServerWithoutAFolderSaysSo() throws Exception {
    try (var without = ResearchApi.start(database.apiConfig().answering(Asking.CALLERS), AUDIT)) {
      var answer =
          Asking.post(
              without, "vera", JOBS, TABLE.formatted("wide"), "Content-Type", "application/json");
      assertThat(answer.statusCode()).isEqualTo(501);
      assertThat(answer.body()).contains("[jobs]", "--work");
    }
  }

  private HttpResponse<String> ask(String caller, String question) throws Exception {
    return Asking.post(
        api, caller, JOBS, question, "Content-Type", "application/json", "Norn-Purpose", "a test");
  }

  private static String location(HttpResponse<String> accepted) {
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
    return accepted.headers().firstValue("Location").orElseThrow();
  }

  private String done(String caller, String question) throws Exception {
    String path = location(ask(caller, question));
    assertThat(ended(path).get("state").textValue()).isEqualTo("done");
    return path;
  }

  private JsonNode ended(String path) throws Exception {
    long until = System.currentTimeMillis() + PATIENCE_MILLIS;
    JsonNode job = json(Asking.get(api, "omar", path));
    while (job.get("finished_at").isNull() && System.currentTimeMillis() < until) {
      Thread.sleep(50);
      job = json(Asking.get(api, "omar", path));
    }
    return job;
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonRows.MAPPER.readTree(answer.body());
  }

  /** Nobody reads what runs say until the connection's transaction ends. */
  private static Connection blocked() throws Exception {
    Connection owner = database.owner();
    owner.setAutoCommit(false);
    try (var statement = owner.createStatement()) {
      statement.execute("LOCK TABLE norn.scored_person IN ACCESS EXCLUSIVE MODE");
    }
    return owner;
  }

  private static void execute(String sql) throws Exception {
    try (Connection owner = database.owner();
        var statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String scalar(String sql) throws Exception {
    try (Connection owner = database.owner();
        var statement = owner.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void await(String sql, String expected) throws Exception {
    long until = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!expected.equals(scalar(sql)) && System.currentTimeMillis() < until) {
      Thread.sleep(50);
    }
    assertThat(scalar(sql)).isEqualTo(expected);
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("jobs"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private void awaitFiles(int expected) throws Exception {
    long until = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (files().size() != expected && System.currentTimeMillis() < until) {
      Thread.sleep(50);
    }
    assertThat(files()).hasSize(expected);
  }
}
