package dev.norn.dashboards;

import io.javalin.config.JavalinConfig;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Where the server listens, encrypted or not, and how large a request may be. */
final class Listening {

  private static final long LARGEST_BODY_BYTES = 16_384;

  private final ApiConfig config;

  Listening(ApiConfig config) {
    this.config = config;
  }

  void add(JavalinConfig javalin) {
    javalin.http.maxRequestSize = LARGEST_BODY_BYTES;
    javalin.jetty.host = config.host();
    javalin.jetty.port = config.port();
    javalin.jetty.modifyServer(server -> server.setErrorHandler(new BareErrors()));
    if (config.tls() != null) {
      SslContextFactory.Server context = config.tls().context();
      javalin.jetty.addConnector((server, http) -> encrypted(server, http, context));
    }
  }

  private ServerConnector encrypted(
      Server server, HttpConfiguration http, SslContextFactory.Server context) {
    var https = new HttpConfiguration(http);
    // Callers may use an address where the certificate has a name; whether it fits is for them to
    // say.
    https.addCustomizer(new SecureRequestCustomizer(false));
    var connector = new ServerConnector(server, context, new HttpConnectionFactory(https));
    connector.setHost(config.host());
    connector.setPort(config.port());
    return connector;
  }
}
