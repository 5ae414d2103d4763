package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.db.AuditLog;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What asks to leave over HTTP, and who lets it. */
class OutputsTest {

  private static final String OUTPUTS = "/api/v1/outputs";
  private static final String PURPOSE = "Norn-Purpose";
  private static final ApiAudit AUDIT = new ApiAudit(new AuditLog(new byte[32]), head -> {});

  private static TestingDatabase database;
  private static ResearchApi inside;
  private static ResearchApi release;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start();
    ApiConfig config = database.apiConfig().answering(Asking.CALLERS);
    inside = ResearchApi.start(config, AUDIT);
    release = ResearchApi.start(config.letting(ApiMode.RELEASE), AUDIT);
  }

  @AfterAll
  static void stop() throws Exception {
    inside.close();
    release.close();
    database.close();
  }

  @Test
  void aTableLeavesOnlyOnceACheckerApproved() throws Exception {
    var asked = ask(release, "vera");
    assertThat(asked.statusCode()).isEqualTo(202);
    assertThat(tree(asked).has("content")).isFalse();
    String path = asked.headers().firstValue("Location").orElseThrow();
    assertThat(tree(Asking.get(release, "vera", path)).has("content")).isFalse();

    assertThat(tree(Asking.get(release, "cleo", path)).has("content")).isFalse();
    JsonNode waiting = tree(Asking.get(inside, "cleo", path));
    assertThat(waiting.get("state").textValue()).isEqualTo("WAITING");
    assertThat(waiting.at("/rules/minimum-count").intValue()).isEqualTo(10);
    assertThat(decide("cleo", path, "approve", "no small cells").statusCode()).isEqualTo(200);

    JsonNode left = tree(Asking.get(release, "vera", path));
    assertThat(left.get("state").textValue()).isEqualTo("APPROVED");
    assertThat(left.get("decided_by").textValue()).isEqualTo("api/cleo");
    assertThat(left.get("content")).isEqualTo(waiting.get("content"));
    assertThat(left.at("/content/cells/0/count").intValue()).isEqualTo(200);
    assertThat(tree(Asking.get(release, "vera", OUTPUTS)).findValuesAsText("id"))
        .contains(left.get("id").textValue());
  }

  @Test
  void whatWasRefusedStaysInside() throws Exception {
    String path = ask(inside, "vera").headers().firstValue("Location").orElseThrow();
    assertThat(decide("cleo", path, "refuse", "what for?").statusCode()).isEqualTo(200);
    JsonNode refused = tree(Asking.get(inside, "vera", path));
    assertThat(refused.has("content")).isFalse();
    assertThat(refused.get("reason").textValue()).isEqualTo("what for?");
    assertThat(Asking.rule(decide("cleo", path, "approve", "after all"))).isEqualTo("CHECKER");
  }

  @Test
  void othersSeeNothingOfItAndOnlyCheckersJudge() throws Exception {
    String path = ask(inside, "vera").headers().firstValue("Location").orElseThrow();
    for (String other : List.of("vincent", "anna", "rosa", "omar")) {
      assertThat(Asking.get(inside, other, path).statusCode()).as(other).isEqualTo(404);
      assertThat(tree(Asking.get(inside, other, OUTPUTS))).as(other).isEmpty();
      assertThat(Asking.rule(decide(other, path, "approve", "mine"))).as(other).isEqualTo("ROLE");
    }
    assertThat(Asking.rule(decide("vera", path, "approve", "mine"))).isEqualTo("ROLE");
    assertThat(Asking.rule(decide("cleo", path, "approve", " "))).isEqualTo("CHECKER");
    assertThat(decide("cleo", path, "perhaps", "x").statusCode()).isEqualTo(400);
    assertThat(decide("cleo", OUTPUTS + "/none", "approve", "x").statusCode()).isEqualTo(404);
    assertThat(Asking.rule(Asking.get(inside, "cleo", "/api/v1/runs"))).isEqualTo("ROLE");
  }

  @Test
  void withoutAPurposeNothingIsAskedFor() throws Exception {
    var asked = Asking.post(inside, "vera", OUTPUTS, table(), "Content-Type", "application/json");
    assertThat(Asking.rule(asked)).isEqualTo("PURPOSE");
  }

  @Test
  void aServerForThoseElsewhereLetsNothingElseOut() throws Exception {
    for (String path :
        List.of(
            "/api/v1/releases",
            "/api/v1/releases/r1",
            "/api/v1/runs/wide/report",
            "/api/v1/runs/compare?before=wide&after=narrow",
            "/api/v1/predictions?outcome=death&run=wide",
            "/api/v1/embeddings?run=wide",
            "/api/v1/persons/" + TestingDatabase.PERSON,
            "/api/v1/persons/" + TestingDatabase.PERSON + "/nearest",
            "/api/v1/persons/" + TestingDatabase.PERSON + "/changes",
            "/api/v1/persons/" + TestingDatabase.PERSON + "/history",
            "/api/v1/jobs")) {
      var answer = Asking.get(release, "rosa", path, PURPOSE, "x");
      assertThat(Asking.rule(answer)).as(path).isEqualTo("MODE");
    }
    for (String path : List.of("/api/v1/tables", "/api/v1/jobs")) {
      var answer = Asking.post(release, "rosa", path, table(), "Content-Type", "application/json");
      assertThat(Asking.rule(answer)).as(path).isEqualTo("MODE");
    }
    assertThat(Asking.get(release, "vera", "/api/v1/runs").statusCode()).isEqualTo(200);
  }

  private static HttpResponse<String> ask(ResearchApi api, String caller) throws Exception {
    return Asking.post(
        api, caller, OUTPUTS, table(), "Content-Type", "application/json", PURPOSE, "a paper");
  }

  private static String table() {
    return "{\"run\": \"wide\", \"outcome\": \"death\"}";
  }

  private static HttpResponse<String> decide(
      String caller, String path, String decision, String reason) throws Exception {
    return Asking.post(
        inside,
        caller,
        path + "/decision",
        "{\"decision\": \"%s\", \"reason\": \"%s\"}".formatted(decision, reason),
        "Content-Type",
        "application/json");
  }

  private static JsonNode tree(HttpResponse<String> answer) throws Exception {
    return JsonRows.MAPPER.readTree(answer.body());
  }
}
