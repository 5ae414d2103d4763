package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;

/** The routes of {@code openapi.yaml} and what each needs. */
final class Routes {

  private final ResearchDatabase database;
  private final AskedRoutes asked;
  private final RequestRate rate;
  private final Door door;
  private final ReleaseRoutes releases;
  private final RunRoutes runs;
  private final TokenRoutes tokens;
  private final CohortRoutes cohorts;
  private final ConceptRoutes concepts;
  private final KnownRoutes known;
  private final TableRoutes tables;
  private final ExportRoutes exports;
  private final MapRoutes maps;
  private final PersonRoutes persons;
  private final LifeRoutes lives;
  private final OperationsRoutes operations;
  private final RejectedRoutes rejected;
  private final StreamCourse course;
  private final JobWorkers workers;
  private final JobRoutes jobs;
  private final OutputRoutes outputs;
  private final AskerRoutes askers;
  private final ApiMode mode;

  Routes(ResearchDatabase database, ApiConfig config, ApiAudit audit) {
    this.database = database;
    this.asked = new AskedRoutes(database, audit);
    this.rate = new RequestRate(config.limits(), Clock.systemUTC());
    this.door = new Door(config.callers(), rate, asked);
    this.releases = new ReleaseRoutes(database);
    this.runs = new RunRoutes(database, releases, config.rules());
    this.tokens = new TokenRoutes(database, releases);
    this.cohorts = new CohortRoutes(database, releases);
    this.concepts = new ConceptRoutes(database, releases);
    this.known = new KnownRoutes(database, releases);
    var gate = new OutputGate(database, config.rules(), config.limits().tablesPerDay());
    this.tables = new TableRoutes(runs, gate);
    this.outputs = new OutputRoutes(database, tables, gate, config.mode());
    this.mode = config.mode();
    this.askers = new AskerRoutes(mode, gate.rulesAsJson());
    this.exports = new ExportRoutes(database, runs);
    this.maps = new MapRoutes(database, releases, config.rules());
    this.persons = new PersonRoutes(database, releases);
    this.lives = new LifeRoutes(database, releases, new ServedReleases(config.releases()));
    var stream = new RunningStream(config.stream(), Clock.systemUTC());
    this.course = new StreamCourse(stream, Clock.systemUTC(), StreamCourse.MOST);
    this.operations = new OperationsRoutes(database, stream, course);
    this.rejected = new RejectedRoutes(config.replay());
    var desk = new JobDesk(database, releases, runs, tables, gate);
    var table = new JobTable(database, config.jobs());
    JobFolder folder = config.jobs() == null ? null : JobFolder.at(config.jobs().folder());
    this.workers =
        folder == null
            ? null
            : new JobWorkers(table, folder, desk, asked, config.callers(), config.jobs().workers());
    this.jobs = new JobRoutes(table, desk, config.jobs(), folder, workers);
  }

  /** Null where no question is answered later. */
  JobWorkers workers() {
    return workers;
  }

  LifeRoutes lives() {
    return lives;
  }

  StreamCourse course() {
    return course;
  }

  void add(JavalinConfig javalin) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    ConsoleFiles.add(javalin);
    var routes = javalin.routes;
    routes.before(door::check);
    routes.get("/healthz", context -> Answer.json(status("alive")).send(context));
    routes.get("/readyz", this::ready);
    routes.get("/openapi.yaml", Routes::openApi);
    ask(routes, "/api/v1/me", Needs.anybody().leaving(), askers::me);
    ask(routes, "/api/v1/releases", Needs.viewer("after", "limit"), releases::all);
    ask(routes, "/api/v1/releases/{id}", Needs.viewer(), releases::one);
    ask(routes, "/api/v1/runs", Needs.viewer("after", "limit").leaving(), runs::all);
    // Before the one that takes any name for a run's.
    ask(routes, "/api/v1/runs/compare", Needs.researcher("before", "after"), runs::compare);
    ask(routes, "/api/v1/runs/{id}", Needs.viewer().leaving(), runs::one);
    ask(routes, "/api/v1/runs/{id}/report", Needs.viewer(), runs::report);
    post(routes, "/api/v1/tables", Needs.viewer(), tables::table);
    askOfTokensAndCohorts(routes);
    askToLeave(routes);
    askOfPersons(routes);
    askOfLives(routes);
    askOfMaps(routes);
    askLater(routes);
    askOfOperations(routes);
    Failures.add(routes);
  }

  private void askOfOperations(RoutesConfig routes) {
    for (OperationsRoutes.View view : OperationsRoutes.View.values()) {
      ask(routes, view.route(), view.needs(), context -> operations.all(view, context));
    }
    ask(routes, OperationsRoutes.STREAM, Needs.operations(), operations::stream);
    ask(routes, OperationsRoutes.COURSE, Needs.operations("since"), operations::course);
    ask(routes, RejectedRoutes.PATH, Needs.operations(), rejected::counted);
    post(routes, RejectedRoutes.PATH + "/replay", Needs.operations(), rejected::replay);
  }

  private void askOfPersons(RoutesConfig routes) {
    ask(
        routes,
        "/api/v1/predictions",
        Needs.analystWithPurpose("run", "cohort", "release", "outcome", "after", "limit"),
        exports::predictions);
    ask(
        routes,
        "/api/v1/embeddings",
        Needs.researcherWithPurpose("run", "cohort", "release", "after", "limit"),
        exports::embeddings);
    String person = "/api/v1/persons/{person}";
    ask(routes, person, Needs.researcherWithPurpose("release"), persons::one);
    ask(
        routes,
        person + "/nearest",
        Needs.researcherWithPurpose("release", "k", "cohort"),
        persons::nearest);
    ask(routes, person + "/concepts", Needs.researcherWithPurpose("release"), persons::concepts);
    ask(
        routes,
        "/api/v1/known",
        Needs.analystWithPurpose("at", "release", "outcome", "landmark", "after", "limit"),
        known::all);
    ask(
        routes,
        person + "/changes",
        Needs.analystWithPurpose("release", "after", "limit"),
        persons::changes);
    ask(routes, person + "/history", Needs.analystWithPurpose("release"), persons::history);
  }

  private void askOfLives(RoutesConfig routes) {
    String person = "/api/v1/persons/{person}";
    ask(routes, "/api/v1/registers", Needs.analyst("release"), lives::registers);
    ask(
        routes,
        person + "/life",
        Needs.researcherWithPurpose("release", "known-by", "outcome"),
        lives::life);
    post(routes, person + "/what-if", Needs.researcherWithPurpose("release"), lives::whatIf);
  }

  private void askOfMaps(RoutesConfig routes) {
    ask(routes, MapRoutes.PATH, Needs.analyst("release"), maps::all);
    String map = MapRoutes.PATH + "/{map}";
    ask(routes, map + "/tokens", Needs.analyst(), maps::tokens);
    Needs points = Needs.researcherWithPurpose("outcome", "cohort");
    ask(routes, map + "/points", points, maps::points);
    ask(routes, map + "/points/{point}", Needs.researcherWithPurpose(), maps::point);
    post(routes, map + "/selection", Needs.researcherWithPurpose(), maps::selection);
  }

  private void askOfTokensAndCohorts(RoutesConfig routes) {
    Needs tokenList = Needs.analyst("release", "after", "limit");
    ask(routes, "/api/v1/tokens", tokenList, tokens::all);
    ask(
        routes,
        "/api/v1/tokens/nearest",
        Needs.researcher("token", "release", "k"),
        tokens::nearest);
    ask(routes, "/api/v1/tokens/over-time", Needs.researcher("token", "k"), tokens::overTime);
    ask(
        routes,
        "/api/v1/cohorts/centroid",
        Needs.researcher("cohort", "release"),
        cohorts::centroid);
    ask(
        routes,
        "/api/v1/cohorts/contrast",
        Needs.researcher("cohort", "other", "release"),
        cohorts::contrast);
    ask(routes, "/api/v1/concepts", Needs.researcher("release"), concepts::all);
    ask(routes, "/api/v1/concepts/effects", Needs.researcher("release"), concepts::effects);
    ask(routes, "/api/v1/rejected", Needs.analyst(), this::rejected);
  }

  /** How many register rows became no life event, and why. */
  private Answer rejected(Context context) throws SQLException {
    return Answer.tagged(
        database.rows(
            Asker.of(context),
            """
            SELECT register, reason, events, first_received, last_received
            FROM norn_research.rejected_summary ORDER BY register, reason"""));
  }

  private void askToLeave(RoutesConfig routes) {
    post(routes, OutputRoutes.PATH, Needs.viewerWithPurpose().leaving(), outputs::ask);
    ask(routes, OutputRoutes.PATH, Needs.anybody("after", "limit").leaving(), outputs::all);
    String output = OutputRoutes.PATH + "/{id}";
    ask(routes, output, Needs.anybody().leaving(), outputs::one);
    post(routes, output + "/decision", Needs.checker(), outputs::decide);
  }

  private void askLater(RoutesConfig routes) {
    post(routes, JobRoutes.PATH, Needs.anybody(), jobs::ask);
    ask(routes, JobRoutes.PATH, Needs.anybody("limit"), jobs::all);
    String job = JobRoutes.PATH + "/{id}";
    Needs needs = Needs.anybody();
    ask(routes, job, needs, jobs::one);
    ask(routes, job + "/result", needs, jobs::result);
    routes.delete(job, context -> answer(context, job, needs, jobs::cancel), needs);
  }

  private interface Reading {
    Answer read(Context context) throws SQLException;
  }

  private void ask(RoutesConfig routes, String route, Needs needs, Reading reading) {
    routes.get(route, context -> answer(context, route, needs, reading), needs);
  }

  private void post(RoutesConfig routes, String route, Needs needs, Reading reading) {
    routes.post(route, context -> answer(context, route, needs, reading), needs);
  }

  private void answer(Context context, String route, Needs needs, Reading reading)
      throws SQLException, IOException {
    Answer answer;
    try {
      needs.check(Asker.of(context), context, mode);
      answer = read(context, reading);
    } catch (Problem problem) {
      asked.refused(context, route, problem);
      throw problem;
    }
    asked.answered(context, route, answer.rows());
    answer.send(context);
  }

  /** What is wrong with a value that was sent, the database may be the first to notice. */
  private static Answer read(Context context, Reading reading) throws SQLException {
    try {
      return reading.read(context);
    } catch (SQLException failure) {
      Problem told = Failures.told(failure);
      if (told == null) {
        throw failure;
      }
      throw told;
    }
  }

  private static JsonNode status(String word) {
    return JsonRows.MAPPER.createObjectNode().put("status", word);
  }

  private void ready(Context context) throws IOException {
    try {
      database.rows(
          Asker.LOCAL,
          "SELECT id FROM norn_research.release"
              + " WHERE 'norn_research.nearest_persons'::regproc IS NOT NULL LIMIT 1");
    } catch (SQLException failure) {
      throw new Problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "[database] not reachable or not migrated; migrate it and check the API's login");
    }
    Answer.json(status("ready")).send(context);
  }

  private static void openApi(Context context) {
    context
        .contentType("application/yaml")
        .result(Routes.class.getResourceAsStream("/openapi.yaml"));
  }
}
