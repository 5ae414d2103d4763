package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.norn.cohort.Cohort;
import dev.norn.dashboards.ApiConfig;
import dev.norn.dashboards.ApiJobs;
import dev.norn.dashboards.DatabaseLogin;
import dev.norn.dashboards.ResearchApi;
import dev.norn.disclosure.Caller;
import dev.norn.disclosure.CallerRole;
import dev.norn.disclosure.Callers;
import dev.norn.model.calibration.AbstentionRule;
import dev.norn.model.scoring.ScoringFolder;
import dev.norn.model.split.CohortFile;
import dev.norn.streaming.DatabaseAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The notebooks of {@code examples/notebooks} on a database that two scoring runs wrote, where the
 * interpreters are there; what they print is held against SQL.
 */
@Order(10)
@ExtendWith(SharedNation.class)
class NotebooksIT {

  private static final Path NOTEBOOKS = Path.of("..", "examples", "notebooks");
  private static final String PYTHON =
      Optional.ofNullable(System.getenv("NORN_PYTHON")).orElse("python3");
  private static final String R =
      Optional.ofNullable(System.getenv("NORN_RSCRIPT")).orElse("Rscript");
  private static final String NEEDS_PYTHON =
      "needs a Python with psycopg, pandas and pyarrow; name one in NORN_PYTHON";
  private static final String NEEDS_R =
      "needs R with DBI and RPostgres or RPostgreSQL; name an Rscript in NORN_RSCRIPT";
  private static final String TOKEN = "of-a-test";
  private static final long PATIENCE_SECONDS = 120;

  @TempDir static Path folder;

  private static DatabaseAddress database;
  private static ScoringFolder run;
  private static ResearchApi api;

  @BeforeAll
  static void score(NationOnTheStack nation) throws Exception {
    // Two runs are scored for nothing otherwise.
    assumeTrue(hasPython() || hasR(), NEEDS_PYTHON + "; " + NEEDS_R);
    database = nation.anotherDatabase();
    rows("select norn.activate_release(?, now())", nation.trained().release().id());
    run = nation.newRun(nation.study().cohort(), AbstentionRule.NONE);
    nation.score(database, run);
    Cohort working =
        CohortFile.read(nation.studyFolder().resolve("cohorts").resolve("working.cohort.yaml"));
    nation.score(database, nation.newRun(working, AbstentionRule.NONE));
    // A direction that nobody learnt: whether concepts mean something, ExplainCommandTest asks.
    rows(
        """
        insert into norn.concept (release, name, definition, direction, centre, scale, persons,
          other_persons, auroc, seed)
        select release, 'a-direction', '{}', embedding, 0, 1, 30, 40, 0.8, 1
        from norn.person_embedding order by person limit 1 returning name""");
    api =
        ResearchApi.start(
            ApiConfig.loopback(
                    new DatabaseLogin(database.jdbcUrl(), database.user(), database.password()))
                .answering(
                    new Callers(
                        List.of(
                            new Caller(
                                "rosa", CallerRole.RESEARCHER, Callers.sha256(TOKEN), null, null))))
                .answeringLater(ApiJobs.in(folder.resolve("jobs"))),
            null);
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
    }
  }

  private static boolean hasPython() throws InterruptedException {
    return runs(PYTHON, "-c", "import psycopg, pandas, pyarrow");
  }

  private static boolean hasR() throws InterruptedException {
    return runs(
        R,
        "-e",
        "library(DBI); if (!requireNamespace('RPostgres', quietly = TRUE)) library(RPostgreSQL)");
  }

  @Test
  void everyCellOfThePythonNotebookRunsAndSaysWhatSqlSays() throws Exception {
    assumeTrue(hasPython(), NEEDS_PYTHON);
    Path script =
        Files.writeString(folder.resolve("norn.py"), cells(NOTEBOOKS.resolve("norn.ipynb")));
    List<String> said = said(PYTHON, script.toString());
    assertSaysWhatSqlSays(said);
    String people = scored("count(distinct person)");
    assertThat(said)
        .contains(
            "csv rows " + people + " run " + run.spec().id() + " release " + run.spec().release(),
            "arrow rows " + people + " run " + run.spec().id(),
            "parquet rows " + people + " release " + run.spec().release(),
            "job done with rows " + people,
            "rows " + scored("count(*)") + " people " + people,
            "notice: Personal data. Not for decisions about a person.");
    assertThat(said)
        .anyMatch(line -> line.matches("fixed_size_list<\\w+: float( not null)?>\\[\\d+\\]"));
    assertThat(said).anyMatch(line -> line.startsWith("probability: Probability of the outcome"));
  }

  @Test
  void theScriptInRRunsAndSaysWhatSqlSays() throws Exception {
    assumeTrue(hasR(), NEEDS_R);
    List<String> said = said(R, NOTEBOOKS.resolve("norn.R").toAbsolutePath().toString());
    assertSaysWhatSqlSays(said);
    assertThat(said)
        .contains(
            "csv rows " + scored("count(distinct person)"),
            "run: " + run.spec().id(),
            "release: " + run.spec().release());
    if (runs(R, "-e", "library(arrow)")) {
      assertThat(said)
          .contains("arrow rows " + scored("count(distinct person)") + " run " + run.spec().id());
    }
  }

  private static void assertSaysWhatSqlSays(List<String> said) throws Exception {
    assertThat(said).contains("norn_researcher");
    String person =
        rows("select person from norn.person_embedding order by person limit 1").get(0).get(0);
    printed(
        said,
        "select neighbour, trunc(cosine::numeric, 3) from norn_research.nearest_persons(?, 5)",
        person);
    String token =
        rows("select text from norn_research.token where family <> 'special'"
                + " order by persons desc, text limit 1")
            .get(0)
            .get(0);
    assertThat(said).anyMatch(line -> line.startsWith("nearest to " + token));
    printed(
        said,
        "select neighbour, persons, trunc(cosine::numeric, 3)"
            + " from norn_research.nearest_tokens(?, 5)",
        token);
    printed(
        said,
        """
        select kind, name from norn_research.cohort_contrast(?, ?)
        order by abs(z) desc nulls last, name limit 5""",
        cohorts().get(0),
        cohorts().get(1));
    printed(
        said,
        "select outcome, landmark, cause_kind from norn_research.prediction_history(?)",
        person);
    printed(
        said, "select outcome, count(*) from norn_research.as_known_on(now()) group by outcome");
    printed(
        said,
        """
        select c.concept, e.person
        from norn_research.concept c join norn_research.person_embedding e using (release)
        order by norn_research.concept_score(c.concept, e.person, c.release) desc nulls last,
          e.person limit 5""");
    assertThat(said)
        .contains("mean probability " + scored("to_char(avg(probability), 'FM0.000000')"));
  }

  private static List<String> cohorts() throws Exception {
    return rows("select distinct cohort from norn_research.scoring_run order by cohort").stream()
        .map(row -> row.get(0))
        .toList();
  }

  /** Of the first outcome of the first cohort's run, which the notebooks ask about. */
  private static String scored(String what) throws Exception {
    boolean everything = what.equals("count(*)");
    return rows(
            "select "
                + what
                + " from norn.scored_person where run = ?"
                + (everything
                    ? ""
                    : " and outcome = (select min(outcome) from norn.scored_person)"),
            run.spec().id())
        .get(0)
        .get(0);
  }

  /** Each row is in one line, cell by cell. */
  private static void printed(List<String> said, String sql, String... parameters)
      throws Exception {
    List<List<String>> rows = rows(sql, parameters);
    assertThat(rows).as(sql).isNotEmpty();
    for (List<String> row : rows) {
      assertThat(said).as(sql).anyMatch(line -> row.stream().allMatch(line::contains));
    }
  }

  private static List<List<String>> rows(String sql, String... parameters) throws Exception {
    return new Predictions(database).rows(sql, parameters);
  }

  private static JsonNode notebook(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }

  /** The code, as a notebook's kernel would be given it: cell by cell, in one interpreter. */
  private static String cells(Path file) throws IOException {
    StringBuilder code = new StringBuilder();
    for (JsonNode cell : notebook(file).get("cells")) {
      if (cell.get("cell_type").textValue().equals("code")) {
        JsonNode source = cell.get("source");
        if (source.isTextual()) {
          code.append(source.textValue());
        } else {
          source.forEach(line -> code.append(line.textValue()));
        }
        code.append("\n\n");
      }
    }
    return code.toString();
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  private static List<String> said(String... command) throws Exception {
    Path out = folder.resolve("out.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(out.toFile()).environment().putAll(environment());
    Process process = builder.start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(ended && process.exitValue() == 0).as(text).isTrue();
    return text.lines().map(String::strip).toList();
  }

  private static Map<String, String> environment() {
    URI address = URI.create(database.jdbcUrl().substring("jdbc:".length()));
    return Map.of(
        "PGHOST", address.getHost(),
        "PGPORT", Integer.toString(address.getPort()),
        "PGDATABASE", address.getPath().substring(1),
        "PGUSER", database.user(),
        "PGPASSWORD", database.password(),
        "NORN_API", "http://127.0.0.1:" + api.port(),
        "NORN_TOKEN", TOKEN,
        "NORN_RUN", run.root().toString());
  }
}
