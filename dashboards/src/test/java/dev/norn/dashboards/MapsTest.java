package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.db.AuditLog;
import dev.norn.db.Project;
import dev.norn.db.Projects;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps over HTTP; project heart has people 0 to 99 under pseudonyms that begin with a. */
class MapsTest {

  private static final String PURPOSE = "Norn-Purpose";

  private static TestingDatabase database;
  private static ResearchApi api;
  private static String lives;
  private static String tokens;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start();
    try (Connection owner = database.owner()) {
      TestingMaps.add(owner);
      lives = "/api/v1/maps/" + TestingMaps.id(owner, "LIVES");
      tokens = "/api/v1/maps/" + TestingMaps.id(owner, "TOKENS");
      TestingRuns.run(owner, "half", 0, 100);
      var projects = new Projects(owner);
      projects.add(
          new Project("heart", "a test", List.of("cohort of half"), LocalDate.of(2999, 12, 31)));
      projects.admit("heart", person -> "a" + person.substring(1));
    }
    var audit = new ApiAudit(new AuditLog(new byte[32]), head -> {});
    api = ResearchApi.start(database.apiConfig().answering(Asking.CALLERS), audit);
  }

  @AfterAll
  static void stop() throws Exception {
    api.close();
    database.close();
  }

  private static JsonNode asked(String caller, String path) throws Exception {
    return read(Asking.get(api, caller, path, PURPOSE, "a test"));
  }

  private static JsonNode read(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonRows.MAPPER.readTree(answer.body());
  }

  /** People from x on, up to before another. */
  private static HttpResponse<String> selected(String caller, double from, double to)
      throws Exception {
    return Asking.post(
        api,
        caller,
        lives + "/selection",
        "{\"polygon\": [[%1$s,0],[%2$s,0],[%2$s,1],[%1$s,1]], \"outcome\": \"death\"}"
            .formatted(from - 0.5, to - 0.5),
        "Content-Type",
        "application/json",
        PURPOSE,
        "a test");
  }

  @Test
  void mapsComeWithHowFarTheyCanBeTrusted() throws Exception {
    JsonNode maps = asked("anna", "/api/v1/maps").get("maps");
    assertThat(maps.findValuesAsText("kind")).containsExactlyInAnyOrder("LIVES", "TOKENS");
    for (JsonNode map : maps) {
      if (map.get("kind").textValue().equals("LIVES")) {
        assertThat(map.get("points").intValue()).isEqualTo(200);
        assertThat(map.get("neighbours_kept").doubleValue()).isEqualTo(0.25);
        assertThat(map.get("rotated_onto").isNull()).isTrue();
      }
    }
    assertThat(asked("anna", "/api/v1/maps?release=r2").get("maps")).isEmpty();
  }

  @Test
  void tokensComeWithPlaceRegisterAndStability() throws Exception {
    JsonNode found = asked("anna", tokens + "/tokens").get("tokens");
    assertThat(found.findValuesAsText("token")).containsExactly("T1", "T2", "T3", "T4");
    assertThat(found.get(3).toString())
        .isEqualTo(
            "{\"token\":\"T4\",\"register\":\"health\",\"x\":4.0,\"y\":-4.0,\"persons\":34,\"stability\":0.4}");
    assertThat(found.get(0).get("stability").isNull()).isTrue();
  }

  @Test
  void pointsComeInTheirOrderWithoutWhoTheyAre() throws Exception {
    String text =
        Asking.get(api, "rosa", lives + "/points?outcome=death", PURPOSE, "a test").body();
    JsonNode rows = JsonRows.MAPPER.readTree(text).get("rows");
    assertThat(rows).hasSize(200);
    assertThat(rows.get(7).toString())
        .isEqualTo(
            "{\"point\":7,\"x\":7.0,\"y\":0.5,\"probability\":0.007,\"age\":37.0,\"true_probability\":0.014,\"uncertain\":false,\"placed_later\":false}");
    assertThat(rows.get(199).get("placed_later").booleanValue()).isTrue();
    assertThat(text).doesNotContain("\"person\"", "%032x".formatted(65_536 + 7));
    JsonNode without = asked("rosa", lives + "/points").get("rows").get(7);
    assertThat(without.get("probability").isNull()).isTrue();
    assertThat(without.get("true_probability").isNull()).isTrue();
  }

  @Test
  void arrowHasTheTypesOfTheContract() throws Exception {
    byte[] bytes =
        Asking.bytes(
                api,
                "rosa",
                lives + "/points?outcome=death&cohort=cohort%20of%20half",
                PURPOSE,
                "a test",
                "Accept",
                "application/vnd.apache.arrow.stream")
            .body();
    List<Integer> points = new ArrayList<>();
    int members = 0;
    try (var allocator = new RootAllocator();
        var reader = new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator)) {
      var root = reader.getVectorSchemaRoot();
      assertThat(root.getSchema().getFields())
          .extracting(field -> field.getName() + " " + field.getType())
          .containsExactly(
              "point Int(32, true)",
              "x FloatingPoint(SINGLE)",
              "y FloatingPoint(SINGLE)",
              "probability FloatingPoint(SINGLE)",
              "age FloatingPoint(SINGLE)",
              "true_probability FloatingPoint(SINGLE)",
              "uncertain Bool",
              "placed_later Bool",
              "member Bool");
      while (reader.loadNextBatch()) {
        for (int row = 0; row < root.getRowCount(); row++) {
          points.add((Integer) root.getVector("point").getObject(row));
          members += (Boolean) root.getVector("member").getObject(row) ? 1 : 0;
        }
      }
    }
    assertThat(points).hasSize(200).isSorted();
    assertThat(members).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/csv", "application/vnd.apache.parquet"})
  void otherFormatsHoldAllRowsToo(String format) throws Exception {
    var answer =
        Asking.bytes(
            api, "rosa", lives + "/points?outcome=death", PURPOSE, "a test", "Accept", format);
    assertThat(answer.statusCode()).isEqualTo(200);
    String text = new String(answer.body(), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertThat(text).contains("Personal data.", "true_probability");
    if (format.equals("text/csv")) {
      assertThat(text.lines().filter(line -> line.matches("[0-9].*"))).hasSize(200);
      assertThat(text).contains("\n7,7.0,0.5,0.007,37.0,0.014,false,false\n");
    }
  }

  @Test
  void aPointHasItsPersonAndProbabilities() throws Exception {
    JsonNode point = asked("rosa", lives + "/points/7");
    assertThat(point.get("person").textValue()).isEqualTo("%032x".formatted(65_536 + 7));
    assertThat(point.get("landmark").textValue()).isEqualTo("2024-12-31");
    assertThat(point.at("/probabilities/0/outcome").textValue()).isEqualTo("death");
    assertThat(point.at("/probabilities/0/probability").doubleValue()).isEqualTo(0.007);
  }

  @Test
  void aSelectionIsToldWhatSeparatesIt() throws Exception {
    JsonNode told = read(selected("rosa", 0, 60));
    assertThat(told.get("people").intValue()).isEqualTo(60);
    assertThat(told.get("elsewhere").intValue()).isEqualTo(140);
    assertThat(told.get("mean_probability").doubleValue()).isEqualTo(0.0295);
    assertThat(told.get("mean_true_probability").doubleValue()).isEqualTo(0.059);
    assertThat(told.get("observed").toString())
        .startsWith("{\"people\":60,\"positive\":15,\"rate\":0.25,");
    assertThat(told.at("/observed/low").doubleValue()).isCloseTo(0.1578, within(1e-4));
    assertThat(told.at("/observed/high").doubleValue()).isCloseTo(0.3723, within(1e-4));
    // Everybody has token 1, all of the selection token 2, and five people token 3; token 4 does
    // not separate.
    assertThat(told.get("tokens")).isEmpty();
    assertThat(told.get("hidden").intValue()).isEqualTo(3);
    assertThat(told.get("rule").textValue()).contains("fewer than 10", "multiples of 5");

    JsonNode mixed = read(selected("rosa", 50, 150)).get("tokens");
    assertThat(mixed).isEmpty();
    JsonNode tokenTwo = read(selected("rosa", 80, 200)).at("/tokens/0");
    assertThat(tokenTwo.isMissingNode()).isTrue();
    JsonNode most = read(selected("rosa", 20, 115)).at("/tokens/0");
    assertThat(most.get("token").textValue()).isEqualTo("T2");
    assertThat(most.get("register").textValue()).isEqualTo("health");
    assertThat(most.get("people").intValue()).isEqualTo(80);
    assertThat(most.get("share").doubleValue()).isCloseTo(80 / 95.0, within(1e-4));
    assertThat(most.get("share_elsewhere").doubleValue()).isCloseTo(20 / 105.0, within(1e-4));
    assertThat(most.get("log_odds").doubleValue())
        .isCloseTo(Math.log(80.5 / 15.5) - Math.log(20.5 / 85.5), within(1e-4));
  }

  @Test
  void selectionsThatDifferByAPersonAreToldTheSameOfTokensAndOutcomes() throws Exception {
    JsonNode one = read(selected("rosa", 20, 115));
    JsonNode other = read(selected("rosa", 20, 116));
    assertThat(other.get("tokens").get(0).get("people"))
        .isEqualTo(one.get("tokens").get(0).get("people"));
    assertThat(other.get("observed").get("positive"))
        .isEqualTo(one.get("observed").get("positive"));
  }

  @ParameterizedTest
  @CsvSource({"0, 9", "0, 0", "3, 200", "-1, 195"})
  void aSmallSelectionOrRestIsWithheld(double from, double to) throws Exception {
    JsonNode told = read(selected("rosa", from, to));
    for (String count : List.of("people", "elsewhere", "mean_probability", "observed")) {
      assertThat(told.get(count).isNull()).as(count).isTrue();
    }
    assertThat(told.get("tokens")).isEmpty();
    assertThat(told.get("concepts")).isEmpty();
    assertThat(told.get("hidden").intValue()).isPositive();
  }

  @Test
  void aRateOfFewIsWithheld() throws Exception {
    // Of 24 people six have it.
    JsonNode observed = read(selected("rosa", 0, 24)).get("observed");
    assertThat(observed.get("people").intValue()).isEqualTo(25);
    for (String hidden : List.of("positive", "rate", "low", "high")) {
      assertThat(observed.get(hidden).isNull()).as(hidden).isTrue();
    }
  }

  @Test
  void aProjectSeesItsOwnPeopleByItsOwnPseudonyms() throws Exception {
    assertThat(asked("hanna", lives + "/points?outcome=death").get("rows")).hasSize(100);
    assertThat(asked("hanna", lives + "/points/7").get("person").textValue())
        .isEqualTo("a" + "%031x".formatted(65_536 + 7));
    assertThat(Asking.get(api, "hanna", lives + "/points/150", PURPOSE, "a test").statusCode())
        .isEqualTo(404);
    JsonNode told = read(selected("hanna", 20, 115));
    assertThat(told.get("people").intValue()).isEqualTo(80);
    assertThat(told.get("elsewhere").intValue()).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({"vera, ROLE", "omar, ROLE", "anna, ROLE", "cleo, ROLE"})
  void aRoleWithoutAccessSeesNoPoint(String caller, String rule) throws Exception {
    for (String path : List.of("/points", "/points/7")) {
      var answer = Asking.get(api, caller, lives + path, PURPOSE, "a test");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(Asking.rule(answer)).isEqualTo(rule);
    }
    assertThat(selected(caller, 0, 60).statusCode()).isEqualTo(403);
    int maps = Asking.get(api, caller, "/api/v1/maps").statusCode();
    assertThat(maps).isEqualTo(caller.equals("anna") ? 200 : 403);
  }

  @Test
  void pointsLeaveForAPurposeOnly() throws Exception {
    assertThat(Asking.rule(Asking.get(api, "rosa", lives + "/points"))).isEqualTo("PURPOSE");
  }

  @Test
  void aServerForThoseElsewhereTellsOfNoMap() throws Exception {
    try (var elsewhere =
        ResearchApi.start(
            database.apiConfig().answering(Asking.CALLERS).letting(ApiMode.RELEASE), null)) {
      for (String path : List.of("/api/v1/maps", tokens + "/tokens", lives + "/points")) {
        assertThat(Asking.rule(Asking.get(elsewhere, "rosa", path, PURPOSE, "x")))
            .isEqualTo("MODE");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"polygon\": [[0,0],[1,1]]}",
        "{\"polygon\": [[0,0],[1,1],[2]]}",
        "{\"polygon\": [[0,0],[1,1],[1e400,1]]}",
        "{\"polygon\": \"((0,0),(1,1),(2,2))\"}",
        "{\"polygon\": [[0,0],[1,1],[2,0]], \"cohort\": \"x\"}"
      })
  void whatIsNoPolygonIsABadRequest(String body) throws Exception {
    var answer =
        Asking.post(
            api,
            "rosa",
            lives + "/selection",
            body,
            "Content-Type",
            "application/json",
            PURPOSE,
            "x");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    for (String path :
        List.of(
            "/api/v1/maps?release=none",
            "/api/v1/maps/99999/points",
            "/api/v1/maps/x/points",
            tokens + "/points",
            lives + "/tokens",
            lives + "/points/200",
            lives + "/points/-1",
            lives + "/points?outcome=none",
            lives + "/points?cohort=none")) {
      assertThat(Asking.get(api, "rosa", path, PURPOSE, "x").statusCode()).as(path).isEqualTo(404);
    }
  }
}
