package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.event.DefinitionException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the routes see to themselves; {@code RejectedCommandTest} replays over HTTP from a real
 * broker.
 */
class RejectedRoutesTest {

  private static final String JSON = "application/json";

  private static TestingDatabase database;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start();
  }

  @AfterAll
  static void stop() throws Exception {
    database.close();
  }

  private interface Replaying {
    RejectedReplay.Replayed replay(RejectedReplay.Which which) throws IOException;
  }

  private static ResearchApi api(Replaying replaying) {
    return ResearchApi.start(
        database
            .apiConfig()
            .answering(Asking.CALLERS)
            .replaying(
                new RejectedReplay() {
                  @Override
                  public List<Counted> counted() {
                    return List.of(new Counted(null, "EMPTY_FILE", 1, 0));
                  }

                  @Override
                  public Replayed replay(Which which) throws IOException {
                    return replaying.replay(which);
                  }
                }),
        null);
  }

  private static HttpResponse<String> replay(ResearchApi api, String caller, String body)
      throws Exception {
    return Asking.post(api, caller, RejectedRoutes.PATH + "/replay", body, "Content-Type", JSON);
  }

  @Test
  void aServerThatCannotReplayCountsNothingAndSaysWhatCan() throws Exception {
    try (var api = ResearchApi.start(database.apiConfig().answering(Asking.CALLERS), null)) {
      JsonNode counted = json(Asking.get(api, "omar", RejectedRoutes.PATH));
      assertThat(counted.get("can_replay").booleanValue()).isFalse();
      assertThat(counted.get("rejected")).isEmpty();
      var answer = replay(api, "omar", "{}");
      assertThat(answer.statusCode()).isEqualTo(501);
      assertThat(answer.body()).contains("norn rejected replay");
    }
  }

  @Test
  void onlyOperationsCountAndReplay() throws Exception {
    try (var api = api(which -> new RejectedReplay.Replayed(1, 1, List.of()))) {
      for (String caller : List.of("vera", "anna", "rosa", "cleo")) {
        assertThat(Asking.rule(Asking.get(api, caller, RejectedRoutes.PATH))).isEqualTo("ROLE");
        assertThat(Asking.rule(replay(api, caller, "{}"))).isEqualTo("ROLE");
      }
      assertThat(json(replay(api, "omar", "{}")).get("taken").intValue()).isEqualTo(1);
      JsonNode counted = json(Asking.get(api, "omar", RejectedRoutes.PATH));
      assertThat(counted.at("/rejected/0/register").isNull()).isTrue();
    }
  }

  @Test
  void registerAndReasonSayWhichRows() throws Exception {
    try (var api =
        api(
            which ->
                new RejectedReplay.Replayed(
                    (which.holds("vital", "X") ? 1 : 0)
                        + (which.holds("vital", "Y") ? 10 : 0)
                        + (which.holds(null, "X") ? 100 : 0),
                    0,
                    List.of()))) {
      assertThat(taken(api, "{}")).isEqualTo(111);
      assertThat(taken(api, "{\"register\":\"vital\"}")).isEqualTo(11);
      assertThat(taken(api, "{\"register\":\"\"}")).isEqualTo(100);
      assertThat(taken(api, "{\"reason\":\"X\"}")).isEqualTo(101);
      assertThat(taken(api, "{\"register\":\"vital\",\"reason\":\"X\"}")).isEqualTo(1);
      assertThat(taken(api, "{\"register\":\"labour\"}")).isZero();
    }
  }

  private static int taken(ResearchApi api, String body) throws Exception {
    return json(replay(api, "omar", body)).get("taken").intValue();
  }

  /** A misspelt filter would replay everything. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "{\"registers\":\"vital\"}", "{\"reason\":1}{}", "{\"a\":1}"})
  void aBodyThatIsNoneReplaysNothing(String body) throws Exception {
    var asked = new CountDownLatch(1);
    try (var api =
        api(
            which -> {
              asked.countDown();
              return new RejectedReplay.Replayed(0, 0, List.of());
            })) {
      assertThat(replay(api, "omar", body).statusCode()).isEqualTo(400);
      assertThat(Asking.post(api, "omar", RejectedRoutes.PATH + "/replay", "{}").statusCode())
          .isEqualTo(415);
      assertThat(asked.getCount()).isEqualTo(1);
    }
  }

  @Test
  void whileOneReplaysAnotherIsRefusedAndCountingGoesOn() throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    try (var api =
        api(
            which -> {
              begun.countDown();
              await(end);
              return new RejectedReplay.Replayed(0, 0, List.of());
            })) {
      var first = CompletableFuture.supplyAsync(() -> unchecked(api));
      begun.await();
      assertThat(replay(api, "omar", "{}").statusCode()).isEqualTo(409);
      assertThat(json(Asking.get(api, "omar", RejectedRoutes.PATH)).get("rejected")).hasSize(1);
      end.countDown();
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(replay(api, "omar", "{}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aStudyThatDoesNotReadAndABrokerThatIsAwayAreToldApart() throws Exception {
    try (var api =
        api(
            which -> {
              throw new DefinitionException("[/somewhere/vital.register.yaml] is none");
            })) {
      var answer = replay(api, "omar", "{}");
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("[study]").doesNotContain("somewhere");
    }
    try (var api =
        api(
            which -> {
              throw new IOException("away");
            })) {
      var answer = replay(api, "omar", "{}");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("[broker]");
    }
  }

  private static HttpResponse<String> unchecked(ResearchApi api) {
    try {
      return replay(api, "omar", "{}");
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonRows.MAPPER.readTree(answer.body());
  }
}
