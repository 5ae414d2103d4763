package dev.norn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a live job serves to Prometheus, and what boards and alerts ask for. */
final class StreamMetrics {

  private static final Pattern NAME = Pattern.compile("\\bflink_\\w+");
  private static final Pattern SERVED = Pattern.compile("^(flink_\\w+)", Pattern.MULTILINE);
  private static final Path DASHBOARDS = Path.of("../dashboards");

  private final int port;

  StreamMetrics() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port + "/metrics");
  }

  /** In Prometheus' text form. */
  String page() throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address()).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  static Set<String> names(String page) {
    return SERVED.matcher(page).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  static Set<String> asked() throws IOException {
    try (Stream<Path> boards = Files.list(DASHBOARDS.resolve("grafana/boards"))) {
      return Stream.concat(boards, Stream.of(DASHBOARDS.resolve("prometheus/alerts.yaml")))
          .map(StreamMetrics::text)
          .flatMap(text -> NAME.matcher(text).results().map(MatchResult::group))
          .collect(Collectors.toSet());
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
