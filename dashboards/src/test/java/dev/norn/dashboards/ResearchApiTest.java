package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.norn.db.AuditHead;
import dev.norn.db.AuditLog;
import dev.norn.disclosure.CallerRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResearchApiTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String PERSON = "/api/v1/persons/" + TestingDatabase.PERSON;

  private static final AuditLog AUDIT = new AuditLog(new byte[32]);

  private static TestingDatabase database;
  private static volatile AuditHead newest;
  private static ResearchApi api;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start();
    api = ResearchApi.start(database.apiConfig(), new ApiAudit(AUDIT, head -> newest = head));
  }

  @AfterAll
  static void stop() throws Exception {
    api.close();
    database.close();
  }

  @Test
  void routesAndDescriptionAreTheSame() throws Exception {
    var described = new TreeMap<String, Needs>();
    JsonNode file = new ObjectMapper(new YAMLFactory()).readTree(get("/openapi.yaml").body());
    file.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            described.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                needs(file, method.getValue()))));

    assertThat(api.routes()).hasSize(55).isEqualTo(described);
  }

  private static Needs needs(JsonNode file, JsonNode operation) {
    if (!operation.has("x-role")) {
      return null;
    }
    String role = operation.get("x-role").textValue();
    return new Needs(
        role.equals("any") ? null : CallerRole.valueOf(role.toUpperCase(Locale.ROOT)),
        operation.path("x-purpose").booleanValue(),
        parameters(file, operation),
        operation.path("x-leaves").booleanValue());
  }

  private static Set<String> parameters(JsonNode file, JsonNode operation) {
    var names = new TreeSet<String>();
    for (JsonNode named : operation.path("parameters")) {
      JsonNode parameter =
          named.has("$ref") ? file.at(named.get("$ref").textValue().substring(1)) : named;
      if (parameter.get("in").textValue().equals("query")) {
        names.add(parameter.get("name").textValue());
      }
    }
    return names;
  }

  @Test
  void aliveAndReady() throws Exception {
    assertThat(json("/healthz").get("status").textValue()).isEqualTo("alive");
    assertThat(json("/readyz").get("status").textValue()).isEqualTo("ready");
  }

  @Test
  void releasesAreListedAndShownWithTheirCard() throws Exception {
    JsonNode release = tagged("/api/v1/releases").get(0);
    assertThat(release.get("id").textValue()).isEqualTo("r1");
    assertThat(release.get("active").booleanValue()).isTrue();
    assertThat(release.get("created").textValue()).isEqualTo("2025-01-01T12:00:00Z");
    assertThat(release.get("landmark").textValue()).isEqualTo("2024-12-31");
    assertThat(release.get("architecture").get("layers").intValue()).isEqualTo(2);
    assertThat(tagged("/api/v1/releases/r1").get("card").textValue()).isEqualTo("# Card");
  }

  @Test
  void runIsShownWithWhatItIsOf() throws Exception {
    JsonNode run = tagged("/api/v1/runs/wide");
    assertThat(run.get("cohort").textValue()).isEqualTo("cohort of wide");
    assertThat(run.get("definition").isObject()).isTrue();
    assertThat(get("/api/v1/runs/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void callerIsToldWhoItIsAndByWhichRulesNumbersAreShown() throws Exception {
    JsonNode me = json("/api/v1/me");
    assertThat(me.get("role").textValue()).isEqualTo("researcher");
    assertThat(me.get("signed_in").booleanValue()).isFalse();
    assertThat(me.get("mode").textValue()).isEqualTo("inside");
    assertThat(me.at("/rules/minimum-count").intValue()).isEqualTo(10);
  }

  @Test
  void personHasEmbeddingAndPredictionsOfTheLiveRelease() throws Exception {
    JsonNode page = json(PERSON);
    assertThat(page.get("release").textValue()).isEqualTo("r1");
    assertThat(page.at("/embeddings/0/embedding").toString()).isEqualTo("[1.0,0.0,0.0,0.0]");
    assertThat(page.at("/predictions/0/probability").doubleValue()).isEqualTo(0.5);
    assertThat(page.at("/predictions/0/cause_row").textValue()).isEqualTo("row-2");
    assertThat(json(PERSON + "?release=r1")).isEqualTo(page);
  }

  @Test
  void abstentionIsShownWithItsReasonAndNoProbability() throws Exception {
    JsonNode prediction = json("/api/v1/persons/" + TestingDatabase.ABSTAINED).at("/predictions/0");
    assertThat(prediction.get("probability").isNull()).isTrue();
    assertThat(prediction.get("abstained").textValue()).isEqualTo("TOO_FEW_EVENTS");
  }

  @Test
  void nearestPersonsComeWithTheirCosine() throws Exception {
    JsonNode nearest = json(PERSON + "/nearest?k=1").get("nearest");
    assertThat(nearest).hasSize(1);
    assertThat(nearest.at("/0/neighbour").textValue()).isEqualTo(TestingDatabase.NEIGHBOUR);
    assertThat(nearest.at("/0/cosine").doubleValue()).isBetween(0.599, 0.601);
  }

  @Test
  void changesComeWithTheirCause() throws Exception {
    JsonNode changes = json(PERSON + "/changes").get("changes");
    assertThat(changes).hasSize(1);
    assertThat(changes.at("/0/from_probability").doubleValue()).isEqualTo(0.25);
    assertThat(changes.at("/0/to_probability").doubleValue()).isEqualTo(0.5);
    assertThat(changes.at("/0/cause_register").textValue()).isEqualTo("health");
  }

  @Test
  void historyHasTheValueBeforeAChangeAndTheOneAfter() throws Exception {
    JsonNode history = json(PERSON + "/history").get("history");
    assertThat(history.findValuesAsText("probability")).containsExactly("0.25", "0.5");
    assertThat(history.at("/0/until")).isEqualTo(history.at("/1/since"));
    assertThat(history.at("/1/until").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "ten", "", "99999999999"})
  void neighbourCountOutsideItsRangeIsABadRequest(String k) throws Exception {
    assertProblem(get(PERSON + "/nearest?k=" + k), 400, "[k]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0101701234", "ABCDEF0123456789ABCDEF0123456789", "a'%20OR%201=1--"})
  void whatIsNoPseudonymIsABadRequestAndNotRepeated(String person) throws Exception {
    HttpResponse<String> answer = get("/api/v1/persons/" + person);
    assertProblem(answer, 400, "[person]");
    assertThat(answer.body()).doesNotContain(person);
  }

  @Test
  void unknownPersonIsNotFoundAndNotRepeated() throws Exception {
    for (String page : List.of("", "/nearest", "/changes", "/history")) {
      HttpResponse<String> answer = get("/api/v1/persons/" + TestingDatabase.STRANGER + page);
      assertProblem(answer, 404, "[person]");
      assertThat(answer.body()).doesNotContain(TestingDatabase.STRANGER);
    }
  }

  @Test
  void unknownReleaseAndRouteAreNotFound() throws Exception {
    assertProblem(get("/api/v1/releases/r9"), 404, "[release]");
    assertProblem(get(PERSON + "?release=r9"), 404, "[release]");
    HttpResponse<String> answer = get(PERSON + "/secrets");
    assertProblem(answer, 404, "[request]");
    assertThat(answer.body()).doesNotContain(TestingDatabase.PERSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?relase=r1", "?release=r1&release=r2", "?release=r1&k=3"})
  void parameterThatIsNotKnownOrThereTwiceIsABadRequest(String query) throws Exception {
    assertProblem(get(PERSON + query), 400, "[query]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%00", "r%00", "%C3%28"})
  void valueThatTheDatabaseCannotReadIsABadRequestOrUnknown(String release) throws Exception {
    assertThat(get(PERSON + "?release=" + release).statusCode()).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/releases", "/api/v1/releases/r1", "/api/v1/runs"})
  void whoeverHasTheAnswerAlreadyIsToldSo(String path) throws Exception {
    String tag = get(path).headers().firstValue("ETag").orElseThrow();
    for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
      HttpResponse<String> answer = get(api, path, "If-None-Match", known);
      assertThat(answer.statusCode()).as(known).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("ETag")).hasValue(tag);
    }
    assertThat(get(api, path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsAboutAPersonHasNoTagAndIsKeptByNoCache() throws Exception {
    assertThat(get(PERSON).headers().firstValue("ETag")).isEmpty();
    assertThat(get(api, PERSON, "If-None-Match", "*").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/releases, id, 3",
    "/api/v1/runs, id, 3",
    "/api/v1/persons/CHANGED/changes?release=r1, id, 5"
  })
  void pagesOfOneHoldEveryRowOnceInTheSameOrder(String path, String key, int rows)
      throws Exception {
    String whole = path.replace("CHANGED", TestingDatabase.CHANGED);
    List<String> all = get(whole).body().lines().toList();
    var keys = new ArrayList<String>();
    String link = (whole.contains("?") ? "&" : "?") + "limit=1";
    String asked = whole + link;
    while (asked != null) {
      HttpResponse<String> page = get(asked);
      keys.addAll(JsonRows.MAPPER.readTree(page.body()).findValuesAsText(key));
      asked =
          page.headers()
              .firstValue("Link")
              .map(next -> whole.replaceAll("\\?.*", "") + next.replaceAll("<(.*)>.*", "$1"))
              .orElse(null);
    }
    assertThat(keys).hasSize(rows);
    assertThat(keys).isEqualTo(JsonRows.MAPPER.readTree(all.get(0)).findValuesAsText(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"after=x'", "limit=0", "limit=1001", "limit=-1", "limit=ten"})
  void pageThatIsNoneIsABadRequest(String query) throws Exception {
    assertThat(get("/api/v1/releases?" + query).statusCode()).isEqualTo(400);
    assertThat(get(PERSON + "/changes?" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void everyAnswerNamesItsRequest() throws Exception {
    for (String path : List.of("/healthz", "/api/v1/releases", "/api/v1/nothing", PERSON + "?x=")) {
      assertThat(get(path).headers().firstValue("Norn-Request"))
          .hasValueSatisfying(id -> assertThat(id).hasSize(36));
    }
  }

  @Test
  void apisLoginReadsNothingUnlessItBecomesAResearcher() throws Exception {
    var config = database.apiConfig();
    try (var connection =
            java.sql.DriverManager.getConnection(
                config.database().jdbcUrl(), config.database().user(), "");
        var statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT * FROM norn_research.prediction"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void everyQuestionIsWrittenDownWithoutWhomItIsAbout() throws Exception {
    get(api, PERSON, "Norn-Purpose", "a test");
    get("/api/v1/persons/" + TestingDatabase.STRANGER);
    get("/healthz");
    try (var owner = database.owner()) {
      var rows = AuditLog.newest(owner, 2);
      assertThat(rows.get(1).toString())
          .contains("norn_api, api, a test, 2, ANSWERED", "/api/v1/persons/{person}");
      assertThat(rows.get(0).toString()).contains("REFUSED with status 404");
      assertThat(rows.toString()).doesNotContain(TestingDatabase.PERSON, TestingDatabase.STRANGER);
      assertThat(AUDIT.verify(owner, newest).broken()).isNull();
    }
  }

  @Test
  void databaseThatDoesNotAnswerMakesTheApiUnreadyButAlive() throws Exception {
    var config =
        ApiConfig.loopback(
            new DatabaseLogin("jdbc:postgresql://127.0.0.1:1/norn", TestingDatabase.API_LOGIN, ""));
    try (var alone = ResearchApi.start(config, null)) {
      assertThat(get(alone, "/healthz").statusCode()).isEqualTo(200);
      assertProblem(get(alone, "/readyz"), 503, "[database]");
    }
  }

  @Test
  void hostThatOthersReachNeedsCallers() {
    var open = database.apiConfig().listeningOn("0.0.0.0", 0);
    assertThatThrownBy(() -> ResearchApi.start(open, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name a file with --callers or listen on 127.0.0.1");
  }

  @Test
  void configurationShowsNoSecret() {
    var login = new DatabaseLogin("jdbc:x", "u", "hush-hush");
    var tls = new TlsKeyStore(java.nio.file.Path.of("k.p12"), "hush-hush");
    assertThat(ApiConfig.loopback(login).encrypted(tls).toString()).doesNotContain("hush");
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    return JsonRows.MAPPER.readTree(answer.body());
  }

  private static JsonNode tagged(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
    return JsonRows.MAPPER.readTree(answer.body());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return get(api, path);
  }

  private static HttpResponse<String> get(ResearchApi server, String path, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).GET();
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String place)
      throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = JsonRows.MAPPER.readTree(answer.body());
    assertThat(problem.get("status").intValue()).isEqualTo(status);
    assertThat(problem.get("detail").textValue()).startsWith(place);
  }
}
