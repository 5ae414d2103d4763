package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.norn.dashboards.ApiConfig;
import dev.norn.dashboards.DatabaseLogin;
import dev.norn.dashboards.ResearchApi;
import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.ReleaseActivation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One life over HTTP, as the live stream has kept it: facts, corrections, and what a model says.
 */
@Order(10)
@ExtendWith(SharedNation.class)
class LifeIT {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String OUTCOME = "death-4y";
  private static final Instant SENT = Instant.parse("2021-03-01T00:00:00Z");

  private static DatabaseAddress database;
  private static ResearchApi api;
  private static String person;

  @BeforeAll
  static void live(NationOnTheStack nation) throws Exception {
    database = nation.anotherDatabase();
    try (RunningJob job = new RunningJob(nation.live(database, "lives").withEvents(true))) {
      new ReleaseActivation(nation.servers().bootstrapServers(), database)
          .activate(nation.trained().release());
      job.awaitRelease();
      person = ServedRows.somebody(ServedRows.of(database)).value();
      nation.send(illnesses(SENT, EventKind.ASSERTED, 0));
      nation.send(illnesses(SENT.plusSeconds(60), EventKind.RETRACTED, 1).subList(0, 1));
      job.awaitCaughtUp();
    }
    api =
        ResearchApi.start(
            ApiConfig.loopback(
                    new DatabaseLogin(database.jdbcUrl(), database.user(), database.password()))
                .serving(nation.servers().folder().releases()),
            null);
  }

  @AfterAll
  static void close() {
    if (api != null) {
      api.close();
    }
  }

  @Test
  void aLifeIsTheOneThatWasPredictedFor() throws Exception {
    JsonNode life = life("");
    assertThat((double) life.get("facts").size()).isEqualTo(number("history_version"));
    assertThat(life.get("probability").doubleValue())
        .isCloseTo(number("probability"), within(ServedRows.ROUNDING));
    assertThat(Math.abs(life.get("completeness_gap").doubleValue())).isLessThan(0.05);
    assertThat(attributed(life)).isNotEmpty().allMatch(fact -> !fact.get("superseded").asBoolean());
  }

  @Test
  void whatWasKnownThenIsShownAsItWas() throws Exception {
    JsonNode before = life("&known-by=" + SENT.minusSeconds(1));
    JsonNode sent = life("&known-by=" + SENT);
    JsonNode now = life("");
    assertThat(sent.get("facts").size()).isEqualTo(before.get("facts").size() + 10);
    assertThat(now.get("facts").size()).isEqualTo(sent.get("facts").size() + 1);
    assertThat(sent.get("probability").doubleValue())
        .isNotCloseTo(before.get("probability").doubleValue(), within(1e-4));
    List<JsonNode> versions = facts(now).filter(LifeIT::isFirstIllness).toList();
    assertThat(versions)
        .extracting(fact -> fact.get("kind").asText())
        .containsExactly("ASSERTED", "RETRACTED");
    assertThat(versions)
        .extracting(fact -> fact.get("superseded").asBoolean())
        .containsExactly(true, false);
    assertThat(versions).allMatch(fact -> fact.get("attribution").isNull());
  }

  @Test
  void aLifeWithoutFactsIsSaidToBeTheLifeBeforeThem() throws Exception {
    String gone =
        IntStream.range(0, 10).mapToObj(i -> "\"health/life-" + i + "\"").toList().toString();
    JsonNode answer =
        MAPPER.readTree(
            whatIf("{\"outcome\":\"%s\",\"remove\":%s}".formatted(OUTCOME, gone)).body());
    assertThat(answer.get("probability").doubleValue())
        .isCloseTo(
            life("&known-by=" + SENT.minusSeconds(1)).get("probability").doubleValue(),
            within(ServedRows.ROUNDING));
    assertThat(answer.get("before").doubleValue())
        .isCloseTo(number("probability"), within(ServedRows.ROUNDING));
    JsonNode support = answer.get("support");
    assertThat(support.get("inside").asBoolean())
        .isEqualTo(support.get("distance").doubleValue() <= support.get("limit").doubleValue());
  }

  @Test
  void aFactThatDidNotHappenMovesTheProbability() throws Exception {
    JsonNode answer =
        MAPPER.readTree(
            whatIf(
                    """
                    {"outcome": "%s", "add": [{"register": "health", "occurred": "2015-05-01",
                      "fields": {"diagnosis": "C34", "contact": "0"}}]}"""
                        .formatted(OUTCOME))
                .body());
    assertThat(answer.get("probability").doubleValue())
        .isNotCloseTo(answer.get("before").doubleValue(), within(1e-6));
  }

  @Test
  void whatCannotBeAskedIsRefusedWithItsPlace() throws Exception {
    assertRefused("{\"outcome\":\"death-4y\"}", "[body]");
    assertRefused("{\"outcome\":\"none\",\"remove\":[\"health/life-1\"]}", "[outcome]");
    assertRefused("{\"outcome\":\"death-4y\",\"remove\":[\"health/nobody\"]}", "[remove]");
    assertRefused(
        "{\"outcome\":\"death-4y\",\"remove\":[\"health/life-1\",\"health/nobody\"]}", "[remove]");
    String added =
        "{\"outcome\":\"death-4y\",\"add\":[{\"register\":\"%s\",\"occurred\":\"%s\",\"fields\":{\"%s\":\"1\"}}]}";
    assertRefused(added.formatted("none", "2015-01-01", "diagnosis"), "[add.register]");
    assertRefused(added.formatted("health", "2999-01-01", "diagnosis"), "[add.occurred]");
    assertRefused(added.formatted("health", "2015-01-01", "none"), "[add.fields]");
    assertRefused(added.formatted("health", "soon", "diagnosis"), "[add.occurred]");
  }

  @Test
  void aLifeOfWhichAPartIsNotKeptIsNotShown(NationOnTheStack nation) throws Exception {
    try (var connection = database.connect();
        var statement =
            connection.prepareStatement("DELETE FROM norn.life_event WHERE person = ?")) {
      String other =
          new Predictions(database).rows("select max(person) from norn.prediction").get(0).get(0);
      assertThat(other).isNotEqualTo(person);
      statement.setString(1, other);
      statement.executeUpdate();
      HttpResponse<String> answer = get("/api/v1/persons/" + other + "/life");
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("--keep-events");
    }
  }

  @Test
  void aLifeIsSeenInABrowser() throws Exception {
    Browser.assumeThere();
    Browser.assertHeld(
        "life.mjs",
        Map.of(
            "NORN_API", "http://" + ApiConfig.LOOPBACK + ":" + api.port(), "NORN_PERSON", person));
  }

  private static void assertRefused(String body, String place) throws Exception {
    HttpResponse<String> answer = whatIf(body);
    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    assertThat(answer.body()).contains(place);
  }

  private static double number(String column) throws Exception {
    return Double.parseDouble(
        new Predictions(database)
            .rows(
                "select "
                    + column
                    + " from norn.prediction where person = ? and outcome = '"
                    + OUTCOME
                    + "'",
                person)
            .get(0)
            .get(0));
  }

  private static Stream<JsonNode> facts(JsonNode life) {
    return StreamSupport.stream(life.get("facts").spliterator(), false);
  }

  private static List<JsonNode> attributed(JsonNode life) {
    return facts(life).filter(fact -> !fact.get("attribution").isNull()).toList();
  }

  private static boolean isFirstIllness(JsonNode fact) {
    return fact.get("fact").asText().equals("health/life-0");
  }

  private static List<LifeEvent> illnesses(Instant recorded, EventKind kind, int revision) {
    return IntStream.range(0, 10)
        .mapToObj(
            i ->
                new LifeEvent(
                    new PersonId(person),
                    "health",
                    "life-" + i,
                    LocalDate.of(2020, 1 + i, 3),
                    null,
                    recorded,
                    revision,
                    kind,
                    Map.of("diagnosis", "I50", "contact", "0")))
        .toList();
  }

  private static JsonNode life(String more) throws Exception {
    HttpResponse<String> answer =
        get("/api/v1/persons/" + person + "/life?outcome=" + OUTCOME + more);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return MAPPER.readTree(answer.body());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(address(path)));
  }

  private static HttpResponse<String> whatIf(String body) throws Exception {
    return send(
        HttpRequest.newBuilder(address("/api/v1/persons/" + person + "/what-if"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static URI address(String path) {
    return URI.create("http://" + ApiConfig.LOOPBACK + ":" + api.port() + path);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
