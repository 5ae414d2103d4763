package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.db.AuditLog;
import dev.norn.disclosure.DisclosureRules;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputGateTest {

  private static final ApiAudit AUDIT = new ApiAudit(new AuditLog(new byte[32]), head -> {});

  private static TestingDatabase database;
  private static ResearchApi api;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start();
    try (var owner = database.owner()) {
      TestingRuns.run(owner, "few", 5_000, 8);
      TestingRuns.run(owner, "first-half", 0, 100);
      TestingRuns.run(owner, "half", 0, 110);
      TestingRuns.run(owner, "other-half", 100, 97);
    }
    api = ResearchApi.start(database.apiConfig().answering(Asking.CALLERS), AUDIT);
  }

  @AfterAll
  static void stop() throws Exception {
    api.close();
    database.close();
  }

  @BeforeEach
  void forgetWhatWasAnswered() throws Exception {
    try (var owner = database.owner();
        var statement = owner.createStatement()) {
      statement.execute("TRUNCATE norn.answered_table, norn.table_budget");
    }
  }

  @Test
  void peopleAreCountedByDecileWithTheirMeanProbability() throws Exception {
    JsonNode table =
        answered(
            "vera",
            """
            {"run": "wide", "outcome": "death", "dimensions": ["decile"],
              "measures": ["count", "mean-probability"]}""");
    assertThat(table.get("cells")).hasSize(11);
    assertThat(table.at("/cells/0").toString())
        .isEqualTo("{\"decile\":1,\"count\":20,\"mean-probability\":0.0095}");
    assertThat(table.at("/cells/10").toString())
        .isEqualTo("{\"decile\":null,\"count\":200,\"mean-probability\":0.0995}");
    assertThat(table.at("/run/release").textValue()).isEqualTo("r1");
    assertThat(table.at("/rules/minimum-count").intValue()).isEqualTo(10);
  }

  @Test
  void aSmallClassIsHiddenWithTheRuleAndNoSubtractionGivesItBack() throws Exception {
    JsonNode cells = answered("vera", table("wide", "cause", "\"class\"")).get("cells");
    assertThat(cells).hasSize(4);
    long hidden = 200;
    int shown = 0;
    for (JsonNode cell : cells) {
      boolean total = cell.get("class").isNull();
      hidden -= total || cell.has("hidden") ? 0 : cell.get("count").longValue();
      shown += cell.has("hidden") ? 0 : 1;
    }
    assertThat(cells.get(2).get("hidden").textValue()).isEqualTo("MINIMUM_COUNT");
    assertThat(cells.get(2).has("count")).isFalse();
    assertThat(shown).isPositive();
    assertThat(hidden).isGreaterThanOrEqualTo(10);
  }

  @Test
  void everyQuestionAboutARunsOutcomeGetsCellsOfOneTable() throws Exception {
    JsonNode crossed = answered("vera", table("wide", "cause", "\"decile\", \"class\""));
    JsonNode classes = answered("anna", table("wide", "cause", "\"class\"")).get("cells");
    int found = 0;
    for (JsonNode cell : crossed.get("cells")) {
      if (cell.get("decile").isNull()) {
        JsonNode same = classes.get(found++);
        assertThat(cell.get("count")).isEqualTo(same.get("count"));
        assertThat(cell.get("hidden")).isEqualTo(same.get("hidden"));
      }
    }
    assertThat(found).isEqualTo(4);
  }

  @Test
  void whatHasLeftStaysAsItIsWhenAPersonIsForgotten() throws Exception {
    try (var owner = database.owner();
        var statement = owner.createStatement()) {
      TestingRuns.run(owner, "once", 7_000, 100);
      JsonNode before = answered("vera", table("once", "death", "\"decile\""));
      statement.execute("SELECT norn.forget_person(lpad(to_hex(65536 + 7005), 32, '0'))");
      assertThat(answered("vera", table("once", "death", "\"decile\""))).isEqualTo(before);
    }
  }

  @Test
  void aRunOfFewerPeopleThanTheMinimumIsNotShown() throws Exception {
    refused("vera", table("few", "death", ""), "MINIMUM_COUNT");
  }

  @Test
  void aTableThatDiffersByFewPeopleIsRefusedWhoeverHadTheOther() throws Exception {
    answered("vera", table("wide", "death", ""));
    refused("vera", table("narrow", "death", ""), "OVERLAP");
    refused("anna", table("narrow", "death", "\"decile\""), "OVERLAP");
    refused("anna", table("narrow", "cause", ""), "OVERLAP");
    answered("vera", table("apart", "death", ""));
  }

  @Test
  void theOrderOfTheTwoTablesDoesNotMatter() throws Exception {
    answered("vera", table("narrow", "death", ""));
    refused("vera", table("wide", "death", ""), "OVERLAP");
  }

  @Test
  void tablesThatTogetherDifferFromAnotherByFewPeopleAreRefusedToo() throws Exception {
    answered("vera", table("first-half", "death", ""));
    answered("vera", table("other-half", "death", ""));
    refused("vera", table("wide", "death", ""), "OVERLAP");
  }

  @Test
  void aTableThatDiffersByEnoughPeopleOfWhomFewHaveAClassIsRefused() throws Exception {
    answered("vera", table("half", "death", ""));
    answered("vera", table("wide", "death", ""));
    answered("vera", table("wide", "cause", "\"class\""));
    refused("vera", table("half", "cause", "\"class\""), "OVERLAP");
  }

  @Test
  void theSameTableMayBeAskedForAgain() throws Exception {
    String question = table("wide", "death", "\"decile\"");
    assertThat(answered("vera", question)).isEqualTo(answered("anna", question));
  }

  @Test
  void theBudgetOfADayIsEachCallersOwnAndRefusedTablesCount() throws Exception {
    var config =
        database.apiConfig().answering(Asking.CALLERS).limitedTo(new ApiLimits(600, 20, 2));
    try (var strict = ResearchApi.start(config, AUDIT)) {
      answered(strict, "vera", table("wide", "death", ""));
      refused(strict, "vera", table("narrow", "death", ""), "OVERLAP");
      refused(strict, "vera", table("wide", "death", ""), "BUDGET");
      answered(strict, "anna", table("wide", "death", ""));
    }
    try (var owner = database.owner()) {
      assertThat(AuditLog.newest(owner, 3).toString())
          .contains("REFUSED by OVERLAP", "REFUSED by BUDGET", "/api/v1/tables")
          .contains("\"caller\": \"vera\"");
    }
  }

  @Test
  void theInstallationsRulesDecide() throws Exception {
    assertThat(count(DisclosureRules.DEFAULT)).isEqualTo(197);
    assertThat(count(new DisclosureRules(10, true, 1.0, 10))).isEqualTo(200);
    try (var strict = start(new DisclosureRules(200, true, 1.0, 1))) {
      refused(strict, "vera", table("narrow", "death", ""), "MINIMUM_COUNT");
    }
  }

  private static int count(DisclosureRules rules) throws Exception {
    try (var server = start(rules)) {
      JsonNode cells = answered(server, "vera", table("narrow", "death", "")).get("cells");
      return cells.at("/0/count").intValue();
    }
  }

  private static ResearchApi start(DisclosureRules rules) {
    return ResearchApi.start(
        database.apiConfig().answering(Asking.CALLERS).disclosing(rules), AUDIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "{\"run\": \"wide\"}",
        "{\"run\": \"wide\", \"outcome\": \"death\", \"where\": \"decile = 1\"}",
        "{\"run\": \"wide\", \"run\": \"apart\", \"outcome\": \"death\"}",
        "{\"run\": \"wide\", \"outcome\": \"death\", \"dimensions\": [\"person\"]}",
        "{\"run\": \"wide\", \"outcome\": \"death\", \"dimensions\": [\"decile\", \"decile\"]}",
        "{\"run\": \"wide\", \"outcome\": \"death\", \"dimensions\": [null]}",
        "{\"run\": \"wide\", \"outcome\": \"death\", \"measures\": [\"maximum\"]}",
        "{\"run\": \"wide\", \"outcome\": \"death\"} {}"
      })
  void whatIsNoQuestionIsABadRequest(String body) throws Exception {
    HttpResponse<String> answer = ask(api, "vera", body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("[body] expected");
  }

  @Test
  void anotherMediaTypeOrALargeBodyIsRefused() throws Exception {
    String question = table("wide", "death", "");
    assertThat(Asking.post(api, "vera", "/api/v1/tables", question).statusCode()).isEqualTo(415);
    HttpResponse<String> form =
        Asking.post(api, "vera", "/api/v1/tables", question, "Content-Type", "text/plain");
    assertThat(form.statusCode()).isEqualTo(415);
    assertThat(ask(api, "vera", question + " ".repeat(20_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void unknownRunAndOutcomeAreNotFound() throws Exception {
    assertThat(ask(api, "vera", table("none", "death", "")).statusCode()).isEqualTo(404);
    assertThat(ask(api, "vera", table("wide", "none", "")).statusCode()).isEqualTo(404);
  }

  private static String table(String run, String outcome, String dimensions) {
    return "{\"run\": \"%s\", \"outcome\": \"%s\", \"dimensions\": [%s]}"
        .formatted(run, outcome, dimensions);
  }

  private static JsonNode answered(String caller, String question) throws Exception {
    return answered(api, caller, question);
  }

  private static JsonNode answered(ResearchApi asked, String caller, String question)
      throws Exception {
    HttpResponse<String> answer = ask(asked, caller, question);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonRows.MAPPER.readTree(answer.body());
  }

  private static void refused(String caller, String question, String rule) throws Exception {
    refused(api, caller, question, rule);
  }

  private static void refused(ResearchApi asked, String caller, String question, String rule)
      throws Exception {
    HttpResponse<String> answer = ask(asked, caller, question);
    assertThat(List.of(200)).as(answer.body()).doesNotContain(answer.statusCode());
    assertThat(Asking.rule(answer)).isEqualTo(rule);
  }

  private static HttpResponse<String> ask(ResearchApi asked, String caller, String question)
      throws Exception {
    return Asking.post(
        asked, caller, "/api/v1/tables", question, "Content-Type", "application/json");
  }
}
