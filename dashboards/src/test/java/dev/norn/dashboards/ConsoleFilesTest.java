package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsoleFilesTest {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static ResearchApi api;

  /** Files need no database. */
  @BeforeAll
  static void start() {
    var nowhere = new DatabaseLogin("jdbc:postgresql://127.0.0.1:1/none", "nobody", "none");
    api = ResearchApi.start(ApiConfig.loopback(nowhere), null);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void pageIsServedToEverybodyAndLetsNothingInFromElsewhere() throws Exception {
    var page = get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(header(page, "Content-Security-Policy"))
        .contains("default-src 'self'")
        .doesNotContain("unsafe")
        .doesNotContain("http");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void whatThePageNamesIsKeptForGoodAndSentCompressed() throws Exception {
    List<String> named = named(get("/").body());
    assertThat(named).hasSizeGreaterThanOrEqualTo(2).allMatch(each -> each.startsWith("/assets/"));
    for (String each : named) {
      var asset = get(each, "Accept-Encoding", "gzip");
      assertThat(asset.statusCode()).as(each).isEqualTo(200);
      assertThat(header(asset, "Cache-Control")).contains("immutable");
      assertThat(header(asset, "Content-Encoding")).isEqualTo("gzip");
    }
  }

  @Test
  void aFileThatIsHadAlreadyIsNotSentAgain() throws Exception {
    String tag = header(get("/"), "ETag");
    assertThat(get("/", "If-None-Match", tag).statusCode()).isEqualTo(304);
  }

  @Test
  void noticesOfBundledLibrariesGoWithThem() throws Exception {
    assertThat(get("/licences.txt").body()).contains("svelte", "MIT");
  }

  @Test
  void otherPathsAreStillProblems() throws Exception {
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/../pom.xml").statusCode()).isNotEqualTo(200);
  }

  private static List<String> named(String html) {
    Matcher found = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"").matcher(html);
    return found.results().map(each -> each.group(1)).toList();
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElseThrow();
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path).normalize());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
