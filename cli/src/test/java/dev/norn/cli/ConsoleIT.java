package dev.norn.cli;

import dev.norn.cli.map.LifeFacts;
import dev.norn.cli.map.ReleaseMaps;
import dev.norn.cohort.Cohort;
import dev.norn.cohort.Sample;
import dev.norn.dashboards.ApiConfig;
import dev.norn.dashboards.ApiMode;
import dev.norn.dashboards.DatabaseLogin;
import dev.norn.dashboards.ResearchApi;
import dev.norn.db.OutputRequest;
import dev.norn.db.OutputRequests;
import dev.norn.disclosure.Caller;
import dev.norn.disclosure.CallerRole;
import dev.norn.disclosure.Callers;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.event.DefinitionFile;
import dev.norn.model.calibration.AbstentionRule;
import dev.norn.model.scoring.ScoringFolder;
import dev.norn.streaming.DatabaseAddress;
import dev.norn.streaming.ReleaseActivation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The console in a real browser, over a database that a scoring run wrote. What is claimed is in
 * {@code dashboards/web/test/browser}; each line that begins with {@code ok} is a claim that held.
 */
@Order(11)
@ExtendWith(SharedNation.class)
class ConsoleIT {

  private static final String RESEARCHER = "token-of-a-researcher";
  private static final String VIEWER = "token-of-a-viewer";

  private static DatabaseAddress database;
  private static ScoringFolder run;

  @BeforeAll
  static void score(NationOnTheStack nation) throws Exception {
    Browser.assumeThere();
    database = nation.anotherDatabase();
    rows("select norn.activate_release(?, now())", nation.trained().release().id());
    run = nation.newRun(nation.study().cohort(), AbstentionRule.NONE);
    nation.score(database, run);
    request();
  }

  /** Nearly all of the cohort, as known today: a few people are in the other run alone. */
  private static Cohort allThatIsKnownOfMost(Cohort cohort) {
    return new Cohort(
        cohort.name(),
        cohort.landmark(),
        cohort.advances(),
        null,
        cohort.background(),
        cohort.age(),
        cohort.minimumHistory(),
        cohort.absent(),
        cohort.present(),
        new Sample(0.99, 1L),
        cohort.split());
  }

  /** Something asks to leave. */
  private static void request() throws Exception {
    try (Connection connection = database.connect()) {
      new OutputRequests(connection)
          .ask(
              OutputRequest.of(
                  OutputRequest.Kind.SCORING_REPORT,
                  run.spec().id(),
                  "api/rosa",
                  null,
                  "a figure of a paper",
                  DefinitionFile.toJson(DisclosureRules.DEFAULT),
                  Files.readString(run.report().resolve("report.json"))));
    }
  }

  @Test
  void everyViewShowsRealRowsWithoutAComplaint() throws Exception {
    try (ResearchApi api = ResearchApi.start(config(), null)) {
      Browser.assertHeld(
          "views.mjs",
          Map.of(
              "NORN_API", address(api),
              "NORN_RUN", run.spec().id(),
              "NORN_PEOPLE", scored("count(distinct person)")));
    }
  }

  @Test
  void runsShowTheirReportsAndHowTheyDiffer(NationOnTheStack nation) throws Exception {
    DatabaseAddress compared = nation.anotherDatabase();
    new Predictions(compared)
        .rows("select norn.activate_release(?, now())", nation.trained().release().id());
    ScoringFolder later =
        nation.newRun(allThatIsKnownOfMost(nation.study().cohort()), AbstentionRule.NONE);
    nation.score(compared, run);
    nation.score(compared, later);
    try (ResearchApi api = ResearchApi.start(config(compared), null);
        ResearchApi asking = ResearchApi.start(config(compared).answering(callers()), null)) {
      Browser.assertHeld(
          "runs.mjs",
          Map.of(
              "NORN_API", address(api),
              "NORN_API_CALLERS", address(asking),
              "NORN_TOKEN_VIEWER", VIEWER,
              "NORN_RUN", run.spec().id(),
              "NORN_LATER", later.spec().id(),
              "NORN_READ", read(compared, later),
              "NORN_PREDICTED", together(compared, later, "b.probability is not null"),
              "NORN_ONLY_BEFORE", together(compared, later, "b.person is null")));
    }
  }

  private static String read(DatabaseAddress of, ScoringFolder run) throws Exception {
    return new Predictions(of)
        .rows(
            "select report -> 'peopleRead' from norn.scoring_report where run = ?", run.spec().id())
        .get(0)
        .get(0);
  }

  private static String together(DatabaseAddress of, ScoringFolder later, String condition)
      throws Exception {
    return new Predictions(of)
        .rows(
            "select count(distinct a.person) from norn.scored_person a left join norn.scored_person b"
                + " on b.run = ? and b.person = a.person and b.outcome = a.outcome where a.run = ? and "
                + condition,
            later.spec().id(),
            run.spec().id())
        .get(0)
        .get(0);
  }

  @Test
  void mapsShowEverybodyAndWhatSetsAGroupApart(NationOnTheStack nation) throws Exception {
    LifeFacts facts = LifeFacts.of(nation.corpus().corpus());
    try (MapBars bars = new MapBars(new Console())) {
      new ReleaseMaps(database, nation.trained().release().id(), null, facts).make(false, 1, bars);
    }
    try (ResearchApi api = ResearchApi.start(config(), null)) {
      Browser.assertHeld(
          "maps.mjs",
          Map.of(
              "NORN_API", address(api),
              "NORN_POINTS", rows("select count(*) from norn.person_embedding").get(0).get(0),
              "NORN_TOKEN_TEXT", commonToken()));
    }
  }

  /** The API looks at the job from its start, so that there is a course by then. */
  @Test
  void theStreamShowsItsCourseAndReplaysWhatIsMended(NationOnTheStack nation, @TempDir Path folder)
      throws Exception {
    RefusedExits refused = RefusedExits.of(nation, folder);
    DatabaseAddress streamed = nation.anotherDatabase();
    StreamMetrics metrics = new StreamMetrics();
    ApiConfig config = config(streamed);
    try (ResearchApi api =
            ResearchApi.start(
                config
                    .watching(List.of(metrics.address()))
                    .replaying(
                        new StudyRejections(
                            nation.servers().bootstrapServers(),
                            nation.servers().folder().pseudonymKey(),
                            refused.study())),
                null);
        ResearchApi without = ResearchApi.start(config, null);
        RunningJob job =
            new RunningJob(nation.live(streamed, "console").withMetricsPort(metrics.port()))) {
      new ReleaseActivation(nation.servers().bootstrapServers(), streamed)
          .activate(nation.trained().release());
      job.awaitRelease();
      Browser.assertHeld(
          "stream.mjs",
          Map.of(
              "NORN_API", address(api),
              "NORN_API_WITHOUT", address(without),
              "NORN_REFUSED", String.valueOf(refused.right() + 1),
              "NORN_TAKEN", String.valueOf(refused.right()),
              "NORN_PERSONS", String.join(",", refused.persons())));
    }
  }

  @Test
  void aCallerSeesWhatTheRoleMaySeeAndNothingElse() throws Exception {
    try (ResearchApi inside = ResearchApi.start(config().answering(callers()), null);
        ResearchApi release =
            ResearchApi.start(config().answering(callers()).letting(ApiMode.RELEASE), null)) {
      Browser.assertHeld(
          "callers.mjs",
          Map.of(
              "NORN_API", address(inside),
              "NORN_API_RELEASE", address(release),
              "NORN_TOKEN_RESEARCHER", RESEARCHER,
              "NORN_TOKEN_VIEWER", VIEWER,
              "NORN_PERSON", scored("min(person)")));
    }
  }

  private static ApiConfig config() {
    return config(database);
  }

  private static ApiConfig config(DatabaseAddress of) {
    return ApiConfig.loopback(new DatabaseLogin(of.jdbcUrl(), of.user(), of.password()));
  }

  private static Callers callers() {
    return new Callers(
        List.of(
            new Caller("rosa", CallerRole.RESEARCHER, Callers.sha256(RESEARCHER), null, null),
            new Caller("vita", CallerRole.VIEWER, Callers.sha256(VIEWER), null, null)));
  }

  private static String address(ResearchApi api) {
    return "http://127.0.0.1:" + api.port();
  }

  private static String commonToken() throws Exception {
    return rows("select text from norn_research.token where family <> 'special'"
            + " order by persons desc, text limit 1")
        .get(0)
        .get(0);
  }

  private static String scored(String what) throws Exception {
    return rows("select " + what + " from norn.scored_person where run = ?", run.spec().id())
        .get(0)
        .get(0);
  }

  private static List<List<String>> rows(String sql, String... parameters) throws Exception {
    return new Predictions(database).rows(sql, parameters);
  }
}
