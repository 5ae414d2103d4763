package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of {@code openapi.yaml}, their answers and their errors. */
final class Routes {

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

  private final ResearchDatabase database;
  private final AskedRoutes asked;
  private final Door door;
  private final ReleaseRoutes releases;
  private final PersonRoutes persons;

  Routes(ResearchDatabase database, ApiConfig config, ApiAudit audit) {
    this.database = database;
    this.asked = new AskedRoutes(database, audit);
    this.door = new Door(config.token());
    this.releases = new ReleaseRoutes(database);
    this.persons = new PersonRoutes(database, releases);
  }

  void add(JavalinConfig javalin) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    var routes = javalin.routes;
    routes.before(door::check);
    routes.get("/healthz", context -> json(context, status("alive")));
    routes.get("/readyz", this::ready);
    routes.get("/openapi.yaml", Routes::openApi);
    ask(routes, "/api/v1/releases", releases::all);
    ask(routes, "/api/v1/releases/{id}", releases::one);
    ask(routes, "/api/v1/persons/{person}", persons::one);
    ask(routes, "/api/v1/persons/{person}/nearest", persons::nearest);
    ask(routes, "/api/v1/persons/{person}/changes", persons::changes);
    ask(routes, "/api/v1/persons/{person}/history", persons::history);
    routes.exception(Problem.class, (problem, context) -> problem.answer(context));
    routes.exception(HttpResponseException.class, Routes::refused);
    routes.exception(SQLException.class, Routes::databaseFailed);
    routes.exception(Exception.class, Routes::failed);
  }

  private interface Reading {
    JsonNode read(Context context) throws SQLException;
  }

  private void ask(RoutesConfig routes, String route, Reading reading) {
    routes.get(
        route,
        context -> {
          JsonNode answer;
          try {
            answer = reading.read(context);
          } catch (Problem problem) {
            asked.refused(context, route, problem);
            throw problem;
          }
          asked.answered(context, route, answer);
          json(context, answer);
        });
  }

  private static void json(Context context, JsonNode body) {
    // Personal data: no cache keeps it.
    context.header("Cache-Control", "no-store");
    context.contentType("application/json").result(body.toString());
  }

  private static JsonNode status(String word) {
    return JsonRows.MAPPER.createObjectNode().put("status", word);
  }

  private void ready(Context context) {
    try {
      database.rows(
          "SELECT id FROM norn_research.release"
              + " WHERE 'norn_research.nearest_persons'::regproc IS NOT NULL LIMIT 1");
    } catch (SQLException failure) {
      throw new Problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "[database] not reachable or not migrated; migrate it and check the API's login");
    }
    json(context, status("ready"));
  }

  private static void openApi(Context context) {
    context
        .contentType("application/yaml")
        .result(Routes.class.getResourceAsStream("/openapi.yaml"));
  }

  private static void refused(HttpResponseException refusal, Context context) {
    var status = HttpStatus.forStatus(refusal.getStatus());
    Problem.answer(context, status, "[request] see /openapi.yaml for what can be asked");
  }

  private static void databaseFailed(SQLException failure, Context context) {
    // A message may quote a value; the state says what kind of failure it was.
    LOG.error("[database] a query failed with SQLSTATE {}", failure.getSQLState());
    Problem.answer(
        context, HttpStatus.SERVICE_UNAVAILABLE, "[database] did not answer; try again later");
  }

  private static void failed(Exception failure, Context context) {
    LOG.error("[api] a request failed with {}", failure.getClass().getName());
    Problem.answer(context, HttpStatus.INTERNAL_SERVER_ERROR, "[api] failed; see its log");
  }
}
