package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.disclosure.CallerRole;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;

/** The routes of {@code openapi.yaml} and what each needs. */
final class Routes {

  private final ResearchDatabase database;
  private final AskedRoutes asked;
  private final RequestRate rate;
  private final Door door;
  private final ReleaseRoutes releases;
  private final PersonRoutes persons;

  Routes(ResearchDatabase database, ApiConfig config, ApiAudit audit) {
    this.database = database;
    this.asked = new AskedRoutes(database, audit);
    this.rate = new RequestRate(config.limits());
    this.door = new Door(config.callers(), rate, asked);
    this.releases = new ReleaseRoutes(database);
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
    ask(routes, "/api/v1/releases", Needs.VIEWER, releases::all);
    ask(routes, "/api/v1/releases/{id}", Needs.VIEWER, releases::one);
    ask(routes, "/api/v1/persons/{person}", Needs.RESEARCHER_WITH_PURPOSE, persons::one);
    ask(
        routes,
        "/api/v1/persons/{person}/nearest",
        Needs.RESEARCHER_WITH_PURPOSE,
        persons::nearest);
    ask(routes, "/api/v1/persons/{person}/changes", Needs.ANALYST_WITH_PURPOSE, persons::changes);
    ask(routes, "/api/v1/persons/{person}/history", Needs.ANALYST_WITH_PURPOSE, persons::history);
    Failures.add(routes);
  }

  private interface Reading {
    JsonNode read(Context context) throws SQLException;
  }

  private void ask(RoutesConfig routes, String route, Needs needs, Reading reading) {
    routes.get(route, context -> answer(context, route, needs, reading), needs);
  }

  private void answer(Context context, String route, Needs needs, Reading reading)
      throws SQLException {
    Answer answer;
    try {
      needs.check(Asker.of(context), context);
      answer = Answer.json(reading.read(context));
    } catch (Problem problem) {
      asked.refused(context, route, problem);
      throw problem;
    }
    asked.answered(context, route, answer.rows());
    answer.send(context);
  }

  private static JsonNode status(String word) {
    return JsonRows.MAPPER.createObjectNode().put("status", word);
  }

  private void ready(Context context) {
    try {
      database.rows(
          CallerRole.RESEARCHER,
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
