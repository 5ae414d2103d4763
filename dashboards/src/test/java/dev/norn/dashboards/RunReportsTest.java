package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.db.Upserts;
import dev.norn.disclosure.DisclosureRules;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reports of runs and two runs side by side, over HTTP. */
class RunReportsTest {

  private static final String REPORT = "/api/v1/runs/wide/report";
  private static final String COMPARISON = "/api/v1/runs/compare?before=wide&after=narrow";

  private static TestingDatabase database;
  private static ResearchApi api;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start();
    try (var owner = database.owner();
        var statement = owner.prepareStatement(Upserts.KEPT_SCORING_REPORT)) {
      statement.setString(1, "wide");
      statement.setInt(2, 10);
      statement.setString(3, "{\"peopleRead\": 260, \"people\": 200, \"rules\": []}");
      statement.executeUpdate();
    }
    api = start(DisclosureRules.DEFAULT);
  }

  private static ResearchApi start(DisclosureRules rules) {
    return ResearchApi.start(
        database.apiConfig().answering(Asking.CALLERS).disclosing(rules), null);
  }

  @AfterAll
  static void stop() throws Exception {
    api.close();
    database.close();
  }

  @Test
  void aViewerReadsTheReportOfARun() throws Exception {
    var answer = Asking.get(api, "vera", REPORT);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(tree(answer).get("peopleRead").intValue()).isEqualTo(260);
    assertThat(answer.headers().firstValue("ETag")).isPresent();
  }

  @Test
  void whoseProjectHasNotTheCohortReadsNoReportAndComparesNothing() throws Exception {
    assertThat(Asking.get(api, "vito", REPORT).statusCode()).isNotEqualTo(200);
    assertThat(Asking.get(api, "hanna", COMPARISON).statusCode()).isNotEqualTo(200);
  }

  @Test
  void aReportThatHoldsBackLessThanTheServersRulesIsWithheld() throws Exception {
    try (ResearchApi strict = start(new DisclosureRules(20, true, 1.0, 1))) {
      assertThat(Asking.rule(Asking.get(strict, "vera", REPORT))).isEqualTo("MINIMUM_COUNT");
    }
  }

  @Test
  void onlyResearchersCompareRunsAndFewAreNotCounted() throws Exception {
    for (String caller : new String[] {"vera", "anna"}) {
      assertThat(Asking.rule(Asking.get(api, caller, COMPARISON))).isEqualTo("ROLE");
    }
    JsonNode answer = tree(Asking.get(api, "rosa", COMPARISON));
    assertThat(persons(answer, "in both")).isNull();
    assertThat(persons(answer, "only before")).as("three people").isNull();
    assertThat(persons(answer, "only after")).isZero();
    for (JsonNode row : answer.get("comparison")) {
      assertThat(row.get("persons").asLong()).matches(people -> people == 0 || people >= 10);
    }
  }

  @Test
  void theServersRulesRoundAndHoldBackMore() throws Exception {
    try (ResearchApi strict = start(new DisclosureRules(30, true, 1.0, 50))) {
      String same = "/api/v1/runs/compare?before=narrow&after=narrow";
      assertThat(persons(tree(Asking.get(strict, "rosa", same)), "in both")).isEqualTo(200);
      assertThat(persons(tree(Asking.get(api, "rosa", same)), "in both")).isEqualTo(197);
    }
  }

  /** Null where held back. */
  private static Long persons(JsonNode answer, String name) {
    for (JsonNode row : answer.get("comparison")) {
      if (row.get("outcome").textValue().equals("death")
          && name.equals(row.get("name").textValue())) {
        return row.get("persons").isNull() ? null : row.get("persons").longValue();
      }
    }
    throw new AssertionError(answer.toString());
  }

  private static JsonNode tree(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonRows.MAPPER.readTree(answer.body());
  }
}
