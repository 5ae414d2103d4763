package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationsRoutesTest {

  private static final String OPERATIONS = "/api/v1/operations/";

  private static TestingDatabase database;
  private static ResearchApi api;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start();
    try (Connection owner = database.owner();
        var statement = owner.createStatement()) {
      statement.execute("SELECT norn.forget_person('" + TestingDatabase.STRANGER + "')");
    }
    api = ResearchApi.start(database.apiConfig().answering(Asking.CALLERS), null);
  }

  @AfterAll
  static void stop() throws Exception {
    api.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyViewIsAnsweredToOperationsAsTheLoginOfGrafanaReadsIt(OperationsRoutes.View view)
      throws Exception {
    String name = view.route().substring(OPERATIONS.length()).replace('-', '_');
    JsonNode rows = json(Asking.get(api, "omar", view.route()));
    List<String> columns = new ArrayList<>();
    try (Connection grafana = database.grafana();
        var statement = grafana.createStatement();
        var read = statement.executeQuery("SELECT * FROM norn_operations." + name)) {
      int there = 0;
      while (read.next()) {
        there++;
      }
      for (int i = 1; i <= read.getMetaData().getColumnCount(); i++) {
        columns.add(read.getMetaData().getColumnLabel(i));
      }
      assertThat(rows).hasSize(there).isNotEmpty();
    }
    List<String> named = new ArrayList<>();
    rows.get(0).fieldNames().forEachRemaining(named::add);
    assertThat(named).isEqualTo(columns);
  }

  @ParameterizedTest
  @EnumSource
  void nobodyElseReadsThemAndOperationsReadNothingElse(OperationsRoutes.View view)
      throws Exception {
    for (String caller : List.of("vera", "anna", "rosa")) {
      assertThat(Asking.rule(Asking.get(api, caller, view.route()))).isEqualTo("ROLE");
    }
    for (String path :
        List.of("releases", "runs", "predictions?run=wide&outcome=death", "embeddings?run=wide")) {
      var answer = Asking.get(api, "omar", "/api/v1/" + path, "Norn-Purpose", "a test");
      assertThat(Asking.rule(answer)).as(path).isEqualTo("ROLE");
    }
  }

  @Test
  void everyViewOfOperationsHasARoute() throws Exception {
    List<String> views = new ArrayList<>();
    try (Connection owner = database.owner();
        var statement = owner.createStatement();
        var row =
            statement.executeQuery(
                "SELECT viewname FROM pg_views WHERE schemaname = 'norn_operations'")) {
      while (row.next()) {
        views.add(OPERATIONS + row.getString(1).replace('_', '-'));
      }
    }
    List<String> routes = new ArrayList<>();
    for (OperationsRoutes.View view : OperationsRoutes.View.values()) {
      routes.add(view.route());
    }
    assertThat(routes).containsExactlyInAnyOrderElementsOf(views);
  }

  @Test
  void sinceBoundsTheTimeIncludedAndLimitTheRowsNewestFirst() throws Exception {
    String changes = OPERATIONS + "score-changes";
    JsonNode all = json(Asking.get(api, "omar", changes));
    String hour = all.get(0).get("hour").textValue();
    assertThat(json(Asking.get(api, "omar", changes + "?since=" + hour))).isNotEmpty();
    assertThat(json(Asking.get(api, "omar", changes + "?since=2999-01-01T00:00:00Z"))).isEmpty();
    assertThat(json(Asking.get(api, "omar", OPERATIONS + "releases?limit=1"))).hasSize(1);
    for (String wrong : List.of("?since=yesterday", "?limit=0", "?until=2999-01-01T00:00:00Z")) {
      assertThat(Asking.get(api, "omar", changes + wrong).statusCode()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void whoReachesTheLoopbackOfAServerWithoutCallersReadsThemToo() throws Exception {
    try (var open = ResearchApi.start(database.apiConfig(), null)) {
      assertThat(json(Asking.get(open, null, OPERATIONS + "scoring-runs"))).hasSize(3);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonRows.MAPPER.readTree(answer.body());
  }
}
