package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.disclosure.Caller;
import dev.norn.disclosure.CallerRole;
import dev.norn.disclosure.Callers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Requests to a running API, as each of the callers of a test or as nobody. */
final class Asking {

  /** Each one's token is the name with "-token" behind it. */
  static final Callers CALLERS =
      new Callers(
          List.of(
              caller("vera", CallerRole.VIEWER, null, null),
              caller("anna", CallerRole.ANALYST, null, null),
              caller("cleo", CallerRole.CHECKER, null, null),
              caller("vincent", CallerRole.VIEWER, null, null),
              caller("omar", CallerRole.OPERATIONS, null, null),
              caller("rosa", CallerRole.RESEARCHER, null, null),
              caller("past", CallerRole.RESEARCHER, "2020-12-31", null),
              caller("hanna", CallerRole.RESEARCHER, null, "heart"),
              caller("vito", CallerRole.VIEWER, null, "lungs"),
              caller("ende", CallerRole.RESEARCHER, null, "ended")));

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Asking() {}

  private static Caller caller(String name, CallerRole role, String expires, String project) {
    return new Caller(name, role, Callers.sha256(name + "-token"), expires, project);
  }

  /**
   * @param caller null for nobody
   * @param headers name, value, name, value …
   */
  static HttpResponse<String> get(ResearchApi api, String caller, String path, String... headers)
      throws Exception {
    return CLIENT.send(request(api, caller, path, headers).GET().build(), BodyHandlers.ofString());
  }

  static HttpResponse<byte[]> bytes(ResearchApi api, String caller, String path, String... headers)
      throws Exception {
    return CLIENT.send(
        request(api, caller, path, headers).GET().build(), BodyHandlers.ofByteArray());
  }

  static HttpResponse<String> post(
      ResearchApi api, String caller, String path, String body, String... headers)
      throws Exception {
    return CLIENT.send(
        request(api, caller, path, headers).POST(BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  static HttpResponse<String> delete(ResearchApi api, String caller, String path) throws Exception {
    return CLIENT.send(request(api, caller, path).DELETE().build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(
      ResearchApi api, String caller, String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path));
    if (caller != null) {
      request.header("Authorization", "Bearer " + caller + "-token");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  /** The rule that refused, or an empty text. */
  static String rule(HttpResponse<String> answer) throws Exception {
    JsonNode problem = JsonRows.MAPPER.readTree(answer.body());
    return problem.path("rule").asText();
  }
}
