package dev.norn.dashboards;

import io.javalin.Javalin;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The research API: an HTTP server over the views of {@code norn_research}, described by {@code
 * openapi.yaml}, which it serves. It answers with the rights of the caller's role, and writes down
 * what it was asked.
 *
 * <p>Safe for concurrent use. Whoever starts it closes it.
 */
public final class ResearchApi implements AutoCloseable {

  private final Javalin server;
  private final ResearchDatabase database;

  /** Null where no question is answered later. */
  private final JobWorkers workers;

  private final LifeRoutes lives;
  private final StreamCourse course;

  private ResearchApi(Javalin server, ResearchDatabase database, Routes routes) {
    this.server = server;
    this.database = database;
    this.workers = routes.workers();
    this.lives = routes.lives();
    this.course = routes.course();
  }

  /**
   * Starts listening. The database need not be there yet: {@code /readyz} says when it is.
   *
   * @param audit null writes nothing down
   * @throws IllegalArgumentException when the host is not a loopback address and no callers are
   *     known, the host has no address, or the key store does not open
   */
  public static ResearchApi start(ApiConfig config, ApiAudit audit) {
    refuseOpenDoor(config);
    var database = new ResearchDatabase(config.database());
    try {
      var routes = new Routes(database, config, audit);
      var server =
          Javalin.create(
              javalin -> {
                new Listening(config).add(javalin);
                routes.add(javalin);
              });
      var api = new ResearchApi(server.start(), database, routes);
      api.startWorkers();
      api.course.start(StreamCourse.EVERY);
      return api;
    } catch (RuntimeException failure) {
      database.close();
      throw failure;
    }
  }

  private void startWorkers() {
    if (workers != null) {
      workers.start();
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Method and path of every route, as {@code openapi.yaml} writes them, and what it needs. */
  Map<String, Needs> routes() {
    var routes = new TreeMap<String, Needs>();
    for (var handler : server.unsafe.internalRouter.allHttpHandlers()) {
      var endpoint = handler.endpoint;
      if (endpoint.method.isHttpMethod()) {
        routes.put(endpoint.method.name() + " " + endpoint.path, needs(endpoint));
      }
    }
    return routes;
  }

  private static Needs needs(Endpoint endpoint) {
    Roles roles = endpoint.metadata(Roles.class);
    return roles == null
        ? null
        : roles.getRoles().stream().map(Needs.class::cast).findFirst().orElse(null);
  }

  /** Ends running requests and jobs, which go on at the next start, and closes the connections. */
  @Override
  public void close() {
    server.stop();
    course.close();
    if (workers != null) {
      workers.close();
    }
    lives.close();
    database.close();
  }

  private static void refuseOpenDoor(ApiConfig config) {
    try {
      if (config.callers() == null && !InetAddress.getByName(config.host()).isLoopbackAddress()) {
        throw new IllegalArgumentException(
            "[api.host] %s can be reached from other machines and no callers are known; name a file with --callers or listen on %s"
                .formatted(config.host(), ApiConfig.LOOPBACK));
      }
    } catch (UnknownHostException failure) {
      throw new IllegalArgumentException(
          "[api.host] %s has no address; expected an address of this machine"
              .formatted(config.host()),
          failure);
    }
  }
}
