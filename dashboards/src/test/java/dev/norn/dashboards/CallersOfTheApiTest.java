package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.db.AuditLog;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallersOfTheApiTest {

  private static final String PERSON = "/api/v1/persons/" + TestingDatabase.PERSON;
  private static final ApiAudit AUDIT = new ApiAudit(new AuditLog(new byte[32]), head -> {});

  private static TestingDatabase database;
  private static ResearchApi api;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start();
    api = ResearchApi.start(database.apiConfig().answering(Asking.CALLERS), AUDIT);
  }

  @AfterAll
  static void stop() throws Exception {
    api.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/releases,    200, 200, 200",
    "/api/v1/runs,        200, 200, 200",
    "/api/v1/runs/wide,   200, 200, 200",
    "/api/v1/me,          200, 200, 200",
    "/api/v1/releases/r1, 200, 200, 200",
    "/api/v1/predictions?run=wide&outcome=death, 403, 200, 200",
    "/api/v1/embeddings?run=wide, 403, 403, 200",
    "PERSON,              403, 403, 200",
    "PERSON/nearest,      403, 403, 200",
    "PERSON/changes,      403, 200, 200",
    "PERSON/history,      403, 200, 200"
  })
  void eachRoleMayWhatTheRouteSays(String path, int viewer, int analyst, int researcher)
      throws Exception {
    String asked = path.replace("PERSON", PERSON);
    var statuses = new java.util.ArrayList<Integer>();
    for (String caller : List.of("vera", "anna", "rosa")) {
      var answer = Asking.get(api, caller, asked, "Norn-Purpose", "a test");
      assertThat(answer.statusCode() != 403 || Asking.rule(answer).equals("ROLE")).isTrue();
      statuses.add(answer.statusCode());
    }
    assertThat(statuses).containsExactly(viewer, analyst, researcher);
  }

  @Test
  void rowsOfPersonsLeaveForAPurposeOnly() throws Exception {
    for (String page : List.of("", "/nearest", "/changes", "/history")) {
      assertThat(Asking.rule(Asking.get(api, "rosa", PERSON + page))).isEqualTo("PURPOSE");
      var blank = Asking.get(api, "rosa", PERSON + page, "Norn-Purpose", " ");
      assertThat(Asking.rule(blank)).isEqualTo("PURPOSE");
    }
  }

  @Test
  void withoutATokenThatIsKnownAndInForceNothingUnderApiIsAnswered() throws Exception {
    for (String path : List.of("/api/v1/releases", PERSON, "/api/v1/nothing", "/api/")) {
      for (String caller : new String[] {null, "nobody", "past"}) {
        var answer = Asking.get(api, caller, path);
        assertThat(answer.statusCode()).as(caller + " " + path).isEqualTo(401);
        assertThat(Asking.rule(answer)).isEqualTo("SIGN_IN");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
      }
    }
    assertThat(Asking.get(api, null, "/healthz").statusCode()).isEqualTo(200);
  }

  @Test
  void theAuditLogSaysWhoAskedAndWhichRequestItWas() throws Exception {
    var answer = Asking.get(api, "rosa", PERSON, "Norn-Purpose", "a test");
    String request = answer.headers().firstValue("Norn-Request").orElseThrow();
    assertThat(newest(1).get(0).toString())
        .contains("a test, 2, ANSWERED", "\"caller\": \"rosa\"", request)
        .doesNotContain(TestingDatabase.PERSON);
    Asking.get(api, "vera", PERSON);
    assertThat(newest(1).get(0).toString()).contains("REFUSED by ROLE", "\"caller\": \"vera\"");
  }

  @Test
  void aSignInThatFailsIsWrittenDownWithoutWhatWasSent() throws Exception {
    Asking.get(api, "hush-hush", PERSON, "Norn-Purpose", "a secret");
    assertThat(newest(1).get(0).toString())
        .contains("REFUSED by SIGN_IN")
        .doesNotContain("hush", "a secret", TestingDatabase.PERSON);
  }

  @Test
  void signInsThatFailTooOftenAreRefusedUnwrittenAndHinderNoKnownCaller() throws Exception {
    var limits = new ApiLimits(600, 3, 10);
    var config = database.apiConfig().answering(Asking.CALLERS).limitedTo(limits);
    try (var strict = ResearchApi.start(config, AUDIT)) {
      for (int i = 0; i < 3; i++) {
        assertThat(Asking.get(strict, "nobody", PERSON).statusCode()).isEqualTo(401);
      }
      var before = newest(1);
      var answer = Asking.get(strict, "nobody", PERSON);
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
      assertThat(newest(1)).isEqualTo(before);
      assertThat(Asking.get(strict, "rosa", "/api/v1/releases").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aCallerWhoAsksTooOftenWaitsAndNobodyElseDoes() throws Exception {
    var limits = new ApiLimits(2, 3, 10);
    var config = database.apiConfig().answering(Asking.CALLERS).limitedTo(limits);
    try (var strict = ResearchApi.start(config, AUDIT)) {
      for (int status : new int[] {200, 200, 429}) {
        assertThat(Asking.get(strict, "vera", "/api/v1/releases").statusCode()).isEqualTo(status);
      }
      assertThat(Asking.rule(Asking.get(strict, "vera", "/api/v1/releases"))).isEqualTo("RATE");
      assertThat(Asking.get(strict, "anna", "/api/v1/releases").statusCode()).isEqualTo(200);
    }
  }

  private static List<List<String>> newest(int rows) throws Exception {
    try (var owner = database.owner()) {
      return AuditLog.newest(owner, rows);
    }
  }
}
