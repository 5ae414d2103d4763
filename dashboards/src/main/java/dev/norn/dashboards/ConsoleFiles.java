package dev.norn.dashboards;

import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import java.util.Map;
import java.util.TreeMap;

/**
 * The console's files, as the build left them under {@code /console}: nobody needs to sign in for
 * them, and nothing in them comes from elsewhere.
 */
final class ConsoleFiles {

  private static final String BUNDLE = "/console";

  /** Under it are files whose names change with their content. */
  private static final String HASHED = "/assets";

  private static final Map<String, String> GUARDED =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
              + " form-action 'none'; frame-ancestors 'none'",
          "Referrer-Policy",
          "no-referrer",
          "X-Content-Type-Options",
          "nosniff");

  private ConsoleFiles() {}

  /** Without a bundle, as where sources were compiled by hand, only the API is served. */
  static void add(JavalinConfig javalin) {
    if (ConsoleFiles.class.getResource(BUNDLE + "/index.html") == null) {
      return;
    }
    serve(javalin, HASHED, BUNDLE + HASHED, "public, max-age=31536000, immutable");
    serve(javalin, "/", BUNDLE, "no-cache");
  }

  private static void serve(JavalinConfig javalin, String path, String folder, String caching) {
    Map<String, String> headers = new TreeMap<>(GUARDED);
    headers.put("Cache-Control", caching);
    javalin.staticFiles.add(
        files -> {
          files.hostedPath = path;
          files.directory = folder;
          files.location = Location.CLASSPATH;
          files.headers = headers;
        });
  }
}
