package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;

/** The routes of {@code openapi.yaml} and what each needs. */
final class Routes {

  private static final String DATA_EXCEPTION = "22";
  private static final String CANCELED = "57014";
  private static final String PROJECT_REFUSED = "NP001";

  private final ResearchDatabase database;
  private final AskedRoutes asked;
  private final RequestRate rate;
  private final Door door;
  private final ReleaseRoutes releases;
  private final RunRoutes runs;
  private final TableRoutes tables;
  private final ExportRoutes exports;
  private final PersonRoutes persons;

  Routes(ResearchDatabase database, ApiConfig config, ApiAudit audit) {
    this.database = database;
    this.asked = new AskedRoutes(database, audit);
    this.rate = new RequestRate(config.limits());
    this.door = new Door(config.callers(), rate, asked);
    this.releases = new ReleaseRoutes(database);
    this.runs = new RunRoutes(database, releases);
    this.tables = new TableRoutes(database, runs, config);
    this.exports = new ExportRoutes(database, runs);
    this.persons = new PersonRoutes(database, releases);
  }

  void add(JavalinConfig javalin) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    rate.add(javalin);
    var routes = javalin.routes;
    routes.before(door::check);
    routes.get("/healthz", context -> Answer.json(status("alive")).send(context));
    routes.get("/readyz", this::ready);
    routes.get("/openapi.yaml", Routes::openApi);
    ask(routes, "/api/v1/releases", Needs.viewer("after", "limit"), releases::all);
    ask(routes, "/api/v1/releases/{id}", Needs.viewer(), releases::one);
    ask(routes, "/api/v1/runs", Needs.viewer("after", "limit"), runs::all);
    Needs aTable = Needs.viewer();
    String tablesPath = "/api/v1/tables";
    routes.post(tablesPath, context -> answer(context, tablesPath, aTable, tables::table), aTable);
    askOfPersons(routes);
    Failures.add(routes);
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
    ask(routes, person + "/nearest", Needs.researcherWithPurpose("release", "k"), persons::nearest);
    ask(
        routes,
        person + "/changes",
        Needs.analystWithPurpose("release", "after", "limit"),
        persons::changes);
    ask(routes, person + "/history", Needs.analystWithPurpose("release"), persons::history);
  }

  private interface Reading {
    Answer read(Context context) throws SQLException;
  }

  private void ask(RoutesConfig routes, String route, Needs needs, Reading reading) {
    routes.get(route, context -> answer(context, route, needs, reading), needs);
  }

  private void answer(Context context, String route, Needs needs, Reading reading)
      throws SQLException {
    Answer answer;
    try {
      needs.check(Asker.of(context), context);
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
      String state = String.valueOf(failure.getSQLState());
      if (state.startsWith(DATA_EXCEPTION)) {
        throw new Problem(
            HttpStatus.BAD_REQUEST, "[request] holds a value that the database cannot read");
      }
      if (state.equals(CANCELED)) {
        throw new Problem(
            HttpStatus.SERVICE_UNAVAILABLE, "[request] takes the database too long; ask for less");
      }
      if (state.equals(PROJECT_REFUSED)) {
        throw new Problem(
            HttpStatus.FORBIDDEN,
            "PROJECT",
            "[project] of this caller is not answered: it has ended, or the API's login may not"
                + " ask for it");
      }
      throw failure;
    }
  }

  private static JsonNode status(String word) {
    return JsonRows.MAPPER.createObjectNode().put("status", word);
  }

  private void ready(Context context) {
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
