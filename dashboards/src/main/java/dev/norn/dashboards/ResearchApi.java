package dev.norn.dashboards;

import io.javalin.Javalin;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The research API: an HTTP server over the views of {@code norn_research}, described by {@code
 * openapi.yaml}, which it serves. It writes down what it was asked and nothing else, and reads as
 * {@code norn_researcher}.
 *
 * <p>Safe for concurrent use. Whoever starts it closes it.
 */
public final class ResearchApi implements AutoCloseable {

  private final Javalin server;
  private final ResearchDatabase database;

  private ResearchApi(Javalin server, ResearchDatabase database) {
    this.server = server;
    this.database = database;
  }

  /**
   * Starts listening. The database need not be there yet: {@code /readyz} says when it is.
   *
   * @param audit null writes nothing down
   * @throws IllegalArgumentException when the host is not a loopback address and no token is set,
   *     or the host has no address
   */
  public static ResearchApi start(ApiConfig config, ApiAudit audit) {
    refuseOpenDoor(config);
    var database = new ResearchDatabase(config);
    try {
      var server = Javalin.create(javalin -> new Routes(database, config, audit).add(javalin));
      return new ResearchApi(server.start(config.host(), config.port()), database);
    } catch (RuntimeException failure) {
      database.close();
      throw failure;
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Method and path of every route, as {@code openapi.yaml} writes them. */
  Set<String> routes() {
    var routes = new TreeSet<String>();
    for (var handler : server.unsafe.internalRouter.allHttpHandlers()) {
      var endpoint = handler.endpoint;
      if (endpoint.method.isHttpMethod()) {
        routes.add(endpoint.method.name() + " " + endpoint.path);
      }
    }
    return routes;
  }

  /** Ends running requests and closes the connections to the database. */
  @Override
  public void close() {
    server.stop();
    database.close();
  }

  private static void refuseOpenDoor(ApiConfig config) {
    try {
      if (config.token() == null && !InetAddress.getByName(config.host()).isLoopbackAddress()) {
        throw new IllegalArgumentException(
            "[api.host] %s can be reached from other machines and no token is set; set api.token or listen on %s"
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
