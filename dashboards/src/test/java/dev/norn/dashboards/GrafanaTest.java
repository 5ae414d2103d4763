package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GrafanaTest {

  private static final Path FOLDER = Path.of("grafana");
  private static final Pattern SOURCE = Pattern.compile("(?i)\\b(?:FROM|JOIN)\\s+([a-z_.]+)");

  @Test
  void everyPanelsQueryRunsAsGrafanaAndReadsOperationsViewsOnly() throws Exception {
    try (var database = TestingDatabase.start();
        var grafana = database.grafana();
        var statement = grafana.createStatement()) {
      var queries = queries();
      assertThat(queries).hasSizeGreaterThanOrEqualTo(6);
      for (String query : queries) {
        assertThat(SOURCE.matcher(query).results().map(found -> found.group(1)))
            .as(query)
            .isNotEmpty()
            .allMatch(source -> source.startsWith("norn_operations."));
        try (var result = statement.executeQuery(withoutMacros(query))) {
          assertThat(result.getMetaData().getColumnCount()).isPositive();
        }
      }
    }
  }

  @Test
  void everyQueryFindsTheRowsOfTheTestingRelease() throws Exception {
    try (var database = TestingDatabase.start();
        var grafana = database.grafana();
        var statement = grafana.createStatement()) {
      for (String query : queries()) {
        if (query.contains("norn_operations.scoring_runs")) {
          continue;
        }
        try (var result = statement.executeQuery(withoutMacros(query))) {
          assertThat(result.next()).as(query).isTrue();
        }
      }
    }
  }

  @Test
  void boardsAndPanelsHaveUniqueNamesAndTheProvisionedSource() throws Exception {
    var uids = new ArrayList<String>();
    for (JsonNode board : boards()) {
      uids.add(board.get("uid").textValue());
      var panels = new ArrayList<Integer>();
      for (JsonNode panel : board.get("panels")) {
        panels.add(panel.get("id").intValue());
        assertThat(panel.at("/datasource/uid").textValue())
            .isIn("norn-operations", "norn-prometheus");
        assertThat(panel.get("description").textValue()).isNotBlank();
      }
      assertThat(panels).doesNotHaveDuplicates();
    }
    assertThat(uids).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void noSecretIsWrittenDown() throws Exception {
    JsonNode source =
        new ObjectMapper(new YAMLFactory())
            .readTree(FOLDER.resolve("provisioning/datasources/norn.yaml").toFile())
            .at("/datasources/0");
    assertThat(source.at("/secureJsonData/password").textValue()).isEqualTo("$GRAFANA_DB_PASSWORD");
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file).lines())
            .as(file.toString())
            .filteredOn(line -> line.toLowerCase(Locale.ROOT).contains("password"))
            .allMatch(line -> line.contains("$GRAFANA_DB_PASSWORD"));
      }
    }
  }

  /** Stands in for the macros that Grafana replaces before it sends a query. */
  private static String withoutMacros(String query) {
    return query
        .replaceAll("\\$__timeFilter\\((\\w+)\\)", "$1 BETWEEN '2000-01-01' AND '2100-01-01'")
        .replaceAll("\\$__timeFrom\\(\\)", "'2000-01-01'")
        .replaceAll("\\$__timeTo\\(\\)", "'2100-01-01'");
  }

  private static List<String> queries() throws IOException {
    var queries = new ArrayList<String>();
    for (JsonNode board : boards()) {
      for (JsonNode panel : board.get("panels")) {
        for (JsonNode target : panel.get("targets")) {
          if (target.has("rawSql")) {
            queries.add(target.get("rawSql").textValue());
          }
        }
      }
    }
    return queries;
  }

  private static List<JsonNode> boards() throws IOException {
    var mapper = new ObjectMapper();
    var boards = new ArrayList<JsonNode>();
    try (Stream<Path> files = Files.list(FOLDER.resolve("boards"))) {
      for (Path file : files.sorted().toList()) {
        boards.add(mapper.readTree(file.toFile()));
      }
    }
    return boards;
  }
}
