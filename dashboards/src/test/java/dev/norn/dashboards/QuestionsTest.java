package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions over HTTP have the answers that the same questions have in SQL. */
class QuestionsTest {

  private static TestingDatabase database;
  private static ResearchApi api;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start();
    try (Connection owner = database.owner();
        var statement = owner.createStatement()) {
      statement.execute(
          """
          INSERT INTO norn.token (vocabulary_hash, id, text, family, persons)
          SELECT 'v', i, 'T' || i, 'health.code', 30 + i FROM generate_series(1, 4) i;
          INSERT INTO norn.token_embedding (release, token, embedding)
          SELECT 'r1', i, ARRAY[cos(i), sin(i), 0, 0]::real[]
          FROM generate_series(1, 4) i;
          INSERT INTO norn.concept (release, name, definition, direction, centre, scale, persons,
            other_persons, auroc, seed)
          VALUES ('r1', 'job-loss', '{}', ARRAY[0.6, 0.8, 0, 0]::real[], 0.1, 0.2, 30, 40, 0.8, 1);
          INSERT INTO norn.concept_effect (release, concept, outcome, layer, effect, null_low,
            null_high, p, adjusted_p, random_concepts)
          VALUES ('r1', 'job-loss', 'death', 'EMBEDDING', 0.4, -0.1, 0.1, 0.01, 0.02, 99);
          INSERT INTO norn.scored_token (run, token, persons)
          SELECT run, i, 20 + i FROM unnest(ARRAY['wide', 'apart']) run, generate_series(1, 3) i""");
    }
    try (Connection owner = database.owner()) {
      TestingMaps.add(owner);
    }
    api = ResearchApi.start(database.apiConfig(), null);
  }

  @AfterAll
  static void stop() throws Exception {
    api.close();
    database.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tokens|id, text, family, persons FROM norn_research.token WHERE release = 'r1' ORDER BY text|
          tokens/nearest?token=T1&k=2|* FROM norn_research.nearest_tokens('T1', 2, 'r1')|nearest
          tokens/over-time?token=T1&k=2|* FROM norn_research.similar_tokens_over_time('T1', 2)|nearest
          cohorts/centroid?cohort=cohort of wide|* FROM norn_research.cohort_centroid('cohort of wide')|centroids
          cohorts/contrast?cohort=cohort of wide&other=cohort of apart|* FROM norn_research.cohort_contrast('cohort of wide', 'cohort of apart')|contrast
          runs/compare?before=wide&after=narrow|* FROM norn_research.run_comparison('wide', 'narrow')|comparison
          concepts|concept, persons, auroc FROM norn_research.concept WHERE release = 'r1'|
          concepts/effects|concept, layer, effect, adjusted_p FROM norn_research.concept_effect|
          maps|id, kind, points, laid_out, fitted_at FROM norn_research.projection WHERE release = 'r1' ORDER BY fitted_at DESC, id DESC|maps
          maps/1/points|point, x, y, age, uncertain, placed_later FROM norn_research.projection_point WHERE projection = 1 ORDER BY point|rows
          maps/2/tokens|token, register, x, y, persons, stability FROM norn_research.token_point WHERE projection = 2 ORDER BY id|tokens
          rejected|register, reason, events FROM norn_research.rejected_summary|
          known?at=2025-06-01T00:00:00Z&outcome=death&landmark=2024-12-31|person, probability FROM norn_research.as_known_on('2025-06-01') WHERE outcome = 'death' ORDER BY person|
          persons/%p/concepts|concept, norn_research.concept_score(concept, '%p') AS score FROM norn_research.concept|concepts
          persons/%p/nearest?k=3&cohort=cohort of wide|* FROM norn_research.nearest_persons('%p', 3, cohort => 'cohort of wide')|nearest
          """)
  void anAnswerIsThatOfTheSameQuestionInSql(String path, String sql, String key) throws Exception {
    String person = TestingDatabase.PERSON;
    var answer = Asking.get(api, null, "/api/v1/" + path.replace("%p", person).replace(" ", "%20"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode rows = JsonRows.MAPPER.readTree(answer.body());
    rows = key == null ? rows : rows.get(key);
    List<JsonNode> expected = inSql("SELECT " + sql.replace("%p", person));
    assertThat(rows).hasSameSizeAs(expected).isNotEmpty();
    for (int i = 0; i < expected.size(); i++) {
      for (var column : expected.get(i).properties()) {
        assertThat(rows.get(i).get(column.getKey())).isEqualTo(column.getValue());
      }
    }
  }

  private static List<JsonNode> inSql(String sql) throws Exception {
    var login = database.apiConfig().database();
    try (Connection connection = DriverManager.getConnection(login.jdbcUrl(), login.user(), "");
        var statement = connection.createStatement()) {
      statement.execute("SET ROLE norn_researcher");
      List<JsonNode> rows = new ArrayList<>();
      // As it is read from text: numbers have one type there.
      String json = JsonRows.read(statement.executeQuery(sql)).toString();
      JsonRows.MAPPER.readTree(json).forEach(rows::add);
      return rows;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokens/nearest",
        "tokens/over-time",
        "cohorts/centroid",
        "cohorts/contrast?cohort=cohort%20of%20wide",
        "runs/compare?before=wide",
        "known?outcome=death&landmark=2024-12-31",
        "known?at=2025-06-01T00:00:00Z&landmark=2024-12-31",
        "known?at=2025-06-01T00:00:00Z&outcome=death&landmark=soon"
      })
  void whatIsMissingIsNamed(String path) throws Exception {
    var answer = Asking.get(api, null, "/api/v1/" + path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tokens/nearest?token=none",
        "tokens/over-time?token=none",
        "cohorts/centroid?cohort=none",
        "runs/compare?before=wide&after=none",
        "runs/wide/report",
        "cohorts/contrast?cohort=cohort%20of%20wide&other=none",
        "concepts?release=none"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    assertThat(Asking.get(api, null, "/api/v1/" + path).statusCode()).isEqualTo(404);
  }

  /** Of the project a caller's line in callers.yaml tells. */
  @Test
  void everyViewAndFunctionOfResearchersIsAskedOverHttp() throws Exception {
    StringBuilder sources = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sources.append(Files.readString(file));
      }
    }
    List<String> names = new ArrayList<>();
    try (Connection owner = database.owner();
        var statement = owner.createStatement();
        var row =
            statement.executeQuery(
                """
                SELECT relname FROM pg_class WHERE relnamespace = 'norn_research'::regnamespace
                  AND relkind = 'v' AND relname <> 'project'
                UNION SELECT proname FROM pg_proc
                WHERE pronamespace = 'norn_research'::regnamespace""")) {
      while (row.next()) {
        names.add("norn_research." + row.getString(1));
      }
    }
    assertThat(names).hasSizeGreaterThan(15).allMatch(name -> sources.indexOf(name) >= 0);
  }
}
