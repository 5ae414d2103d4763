package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.db.AuditLog;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on jobs of the running API over the real database. */
class JobAttacksTest {

  private static final Attempts ATTEMPTS = new Attempts();
  private static final ApiAudit AUDIT = new ApiAudit(new AuditLog(new byte[32]), head -> {});
  private static final String JOBS = "/api/v1/jobs";
  private static final String EXPORT =
      "{\"kind\": \"export\", \"rows\": \"predictions\", \"run\": \"wide\", \"outcome\": \"death\"}";
  private static final String SECRET = "root:of-a-test";

  @TempDir static Path folder;

  private static TestingDatabase database;
  private static ResearchApi api;
  private static String done;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start();
    Files.writeString(folder.resolve("secret"), SECRET);
    var limits = new ApiLimits(100_000, 100_000, 1_000);
    api =
        ResearchApi.start(
            database
                .apiConfig()
                .answering(Asking.CALLERS)
                .limitedTo(limits)
                .answeringLater(ApiJobs.in(folder.resolve("jobs"))),
            AUDIT);
    done = ask("rosa", EXPORT).headers().firstValue("Location").orElseThrow();
    while (Asking.get(api, "rosa", done + "/result").statusCode() == 409) {
      Thread.sleep(50);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    System.out.print(ATTEMPTS);
    api.close();
    database.close();
  }

  private static HttpResponse<String> ask(String caller, String body) throws Exception {
    return Asking.post(
        api, caller, JOBS, body, "Content-Type", "application/json", "Norn-Purpose", "an attack");
  }

  @Test
  void nobodyReachesAJobOfSomebodyElse() throws Exception {
    String kind = "jobs of others";
    for (String caller : new String[] {"vera", "anna", "past", "nobody", null}) {
      for (String spelling : spellings(done)) {
        for (String headers : List.of("", "X-Forwarded-User: rosa\r\nNorn-Caller: rosa\r\n")) {
          for (String method : List.of("GET", "DELETE", "HEAD", "PUT", "PATCH", "POST")) {
            String answer = raw(method, spelling, caller, headers);
            int status = RawRequest.status(answer);
            boolean reached = status < 400 || status >= 500 && status != 501;
            ATTEMPTS.add(
                kind,
                caller + " " + method + " " + spelling + " " + status,
                reached || answer.contains("probability") || answer.contains("\"wide\""));
          }
        }
      }
    }
    assertThat(Asking.get(api, "rosa", done + "/result").statusCode()).isEqualTo(200);
    none(kind, 200);
  }

  private static List<String> spellings(String path) {
    String id = path.substring(JOBS.length() + 1);
    return List.of(
        path,
        path + "/result",
        path.toUpperCase(java.util.Locale.ROOT).replace("/API/V1/JOBS", JOBS),
        JOBS + "/" + id + "%20",
        JOBS + "/x/../" + id,
        JOBS + "/%2e/" + id + "/result",
        JOBS + "//" + id + "/result");
  }

  private static String raw(String method, String path, String caller, String headers)
      throws Exception {
    String token = caller == null ? "" : "Authorization: Bearer " + caller + "-token\r\n";
    return RawRequest.send(
        api,
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: x\r\nNorn-Purpose: x\r\n"
            + token
            + headers
            + "Connection: close\r\n\r\n");
  }

  @Test
  void noIdOfAJobIsAPath() throws Exception {
    String kind = "job id as path";
    for (String up :
        List.of("..%2f", "%2e%2e%2f", "../", "..%5c", "..;/", "%252e%252e%252f", "%00", ".%2f")) {
      for (String file : List.of("secret", "secret%00", "jobs/x", "etc/passwd")) {
        for (String end : List.of("", "/result", "%2fresult")) {
          for (String method : List.of("GET", "DELETE")) {
            String answer = raw(method, JOBS + "/" + up.repeat(3) + file + end, "rosa", "");
            int status = RawRequest.status(answer);
            boolean reached = status < 400 || status >= 500 || answer.contains("root:");
            ATTEMPTS.add(kind, method + " " + up + file + end + " " + status, reached);
          }
        }
      }
    }
    assertThat(Files.readString(folder.resolve("secret"))).isEqualTo(SECRET);
    none(kind, 150);
  }

  @Test
  void aQuestionThatIsTooLargeOrNoneIsRefusedAndTheServerGoesOn() throws Exception {
    String kind = "oversized job";
    String person = "\"" + TestingDatabase.PERSON + "\",";
    for (String body :
        List.of(
            "{\"kind\": \"nearest\", \"persons\": ["
                + person.repeat(600)
                + person.replace(",", "]}"),
            "{\"kind\": \"nearest\", \"persons\": ["
                + person.repeat(50_000)
                + person.replace(",", "]}"),
            "{\"kind\":".repeat(1_500),
            "{\"kind\": \"export\", \"run\": \"" + "x".repeat(100_000) + "\"}",
            "[".repeat(10_000),
            "null",
            "[]",
            "\"export\"",
            "{}",
            "{\"kind\": null}",
            "{\"kind\": \"dev.norn.dashboards.ExportJob\"}",
            "{\"kind\": [\"java.net.URL\", \"http://127.0.0.1\"]}",
            "{\"@class\": \"dev.norn.dashboards.TableJob\", \"kind\": \"table\"}",
            "{\"kind\": \"table\"}",
            "{\"kind\": \"table\", \"table\": null}",
            "{\"kind\": \"table\", \"kind\": \"export\"}",
            EXPORT + EXPORT,
            EXPORT.replace("}", ", \"persons\": [\"x\"]}"),
            EXPORT.replace("}", ", \"caller\": \"vera\"}"),
            EXPORT.replace("}", ", \"format\": 1}"),
            EXPORT.replace("}", ", \"format\": \"../../x\"}"),
            EXPORT.replace("\"wide\"", "[\"wide\"]"),
            EXPORT.replace("\"wide\"", "\"wi\\u0000de\""))) {
      var answer = ask("rosa", body);
      boolean alive = Asking.get(api, null, "/healthz").statusCode() == 200;
      ATTEMPTS.add(
          kind,
          body.substring(0, Math.min(60, body.length())) + " " + answer.statusCode(),
          !alive
              || answer.statusCode() < 400
              || answer.statusCode() >= 500
              || answer.body().contains("Exception"));
    }
    none(kind, 20);
  }

  @Test
  void aCancelledJobAndOneThatEndedBadlyGiveNothing() throws Exception {
    String kind = "result of no result";
    String path = ask("rosa", EXPORT).headers().firstValue("Location").orElseThrow();
    Asking.delete(api, "rosa", path);
    String failed =
        ask("rosa", "{\"kind\": \"table\", \"table\": {\"run\": \"wide\", \"outcome\": \"x\"}}")
            .headers()
            .firstValue("Location")
            .orElseThrow();
    for (String job : List.of(path, failed)) {
      for (String[] trick :
          List.of(
              new String[] {},
              new String[] {"If-None-Match", "*"},
              new String[] {"Range", "bytes=0-"},
              new String[] {"X-HTTP-Method-Override", "POST"})) {
        HttpResponse<String> answer = Asking.get(api, "rosa", job + "/result", trick);
        ATTEMPTS.add(
            kind,
            job + " " + List.of(trick) + answer.statusCode(),
            answer.statusCode() < 400
                || answer.statusCode() >= 500
                || answer.body().contains("probability,"));
      }
    }
    HttpResponse<String> again = Asking.delete(api, "rosa", path);
    ATTEMPTS.add(kind, "cancelled again", !again.body().contains("\"cancelled\""));
    none(kind, 8);
  }

  @Test
  void noFormOfAWebPageAsksAJob() throws Exception {
    String kind = "job from a page";
    for (String type :
        List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
      var answer =
          Asking.post(api, "rosa", JOBS, EXPORT, "Content-Type", type, "Norn-Purpose", "x");
      ATTEMPTS.add(kind, type, answer.statusCode() != 415);
    }
    none(kind, 3);
  }

  @Test
  void noRoleOfTheDatabaseButTheGateReadsJobs() throws Exception {
    String kind = "roles and jobs";
    var login = database.apiConfig().database();
    for (String role :
        List.of(
            "norn_viewer", "norn_analyst", "norn_researcher", "norn_operations", "norn_auditor")) {
      try (var connection =
              java.sql.DriverManager.getConnection(login.jdbcUrl(), login.user(), "");
          var statement = connection.createStatement()) {
        statement.execute("SET ROLE " + role);
        boolean read;
        try {
          statement.execute("SELECT * FROM norn.job");
          read = true;
        } catch (java.sql.SQLException refusal) {
          read = !"42501".equals(refusal.getSQLState());
        }
        ATTEMPTS.add(kind, role, read);
      }
    }
    none(kind, 5);
  }

  private static void none(String kind, int least) {
    assertThat(ATTEMPTS.succeeded(kind)).isEmpty();
    assertThat(ATTEMPTS.count(kind)).isGreaterThanOrEqualTo(least);
  }
}
