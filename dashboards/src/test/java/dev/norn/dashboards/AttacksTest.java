package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.db.AuditLog;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on the running API over the real database; the table of them is printed at the end. */
class AttacksTest {

  private static final Attempts ATTEMPTS = new Attempts();
  private static final ApiAudit AUDIT = new ApiAudit(new AuditLog(new byte[32]), head -> {});
  private static final String PERSON = "/api/v1/persons/" + TestingDatabase.PERSON;
  private static final String PURPOSE = "Norn-Purpose";
  private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{32}");
  private static final long SLEPT_MILLIS = 3_000;

  private static final List<String> SQL =
      List.of(
          "' OR '1'='1",
          "x' OR 1=1 --",
          "'; DROP TABLE norn.prediction; --",
          "' UNION SELECT person FROM norn.prediction --",
          "r1'; SELECT pg_sleep(4); --",
          "' || (SELECT person FROM norn.prediction LIMIT 1) || '",
          "1; SET ROLE norn_writer",
          "$$; DELETE FROM norn.scored_person; $$",
          "\\' OR 1=1 --",
          "\u02bc OR 1=1 --",
          "'; COPY norn.prediction TO PROGRAM 'id'; --",
          "{d '2020-01-01'}) OR (1=1",
          "?::text) OR (TRUE",
          "r1\0' OR '1'='1");

  @TempDir static Path jobs;

  private static TestingDatabase database;
  private static ResearchApi api;

  @BeforeAll
  static void start() throws Exception {
    database = TestingDatabase.start();
    try (var owner = database.owner()) {
      TestingRuns.run(owner, "half", 0, 100);
      TestingRuns.run(owner, "rest", 100, 97);
      TestingRuns.run(owner, "most", 0, 150);
      TestingRuns.run(owner, "few", 5_000, 8);
      TestingRuns.run(owner, "left", 7_000, 100);
    }
    var limits = new ApiLimits(100_000, 100_000, 1_000);
    api =
        ResearchApi.start(
            database
                .apiConfig()
                .answering(Asking.CALLERS)
                .limitedTo(limits)
                .answeringLater(ApiJobs.in(jobs)),
            AUDIT);
  }

  @AfterAll
  static void stop() throws Exception {
    System.out.print(ATTEMPTS);
    api.close();
    database.close();
  }

  @BeforeEach
  void forgetWhatWasAnswered() throws Exception {
    try (var owner = database.owner();
        var statement = owner.createStatement()) {
      statement.execute("TRUNCATE norn.answered_table, norn.table_budget");
    }
  }

  @Test
  void noParameterPathOrBodyIsTakenForSql() throws Exception {
    String kind = "SQL injection";
    String before = fingerprint();
    for (String sql : SQL) {
      String sent = URLEncoder.encode(sql, StandardCharsets.UTF_8).replace("+", "%20");
      for (String path : placesOf(sent)) {
        long from = System.nanoTime();
        var answer = Asking.get(api, "rosa", path, PURPOSE, "a test");
        boolean changed = !fingerprint().equals(before);
        boolean slept = (System.nanoTime() - from) / 1_000_000 > SLEPT_MILLIS;
        // None of these is a name: answering it at all would mean that it was computed.
        boolean answered = answer.statusCode() < 400 || answer.statusCode() >= 500;
        ATTEMPTS.add(kind, path, answered || slept || changed || leaks(answer));
      }
      for (String body : jobsOf(sql)) {
        var answer = job("rosa", body);
        boolean answered = answer.statusCode() < 400 || answer.statusCode() >= 500;
        ATTEMPTS.add(kind, body, answered || !fingerprint().equals(before) || leaks(answer));
      }
      for (String path : List.of("score-changes?since=", "releases?limit=")) {
        var answer = Asking.get(api, "omar", "/api/v1/operations/" + path + sent);
        ATTEMPTS.add(kind, path + sent, answer.statusCode() != 400);
      }
      for (String body : bodiesOf(sql)) {
        var answer = table(api, "rosa", body);
        boolean answered = answer.statusCode() < 400 || answer.statusCode() >= 500;
        ATTEMPTS.add(kind, body, answered || !fingerprint().equals(before) || leaks(answer));
      }
    }
    none(kind, 200);
  }

  private static List<String> placesOf(String sent) {
    return List.of(
        "/api/v1/releases/" + sent,
        "/api/v1/releases?after=" + sent,
        "/api/v1/releases?limit=" + sent,
        "/api/v1/releases?" + sent + "=1",
        "/api/v1/runs?after=" + sent,
        "/api/v1/persons/" + sent,
        PERSON + "?release=" + sent,
        PERSON + "/nearest?k=" + sent,
        PERSON + "/nearest?release=" + sent,
        PERSON + "/changes?after=" + sent,
        PERSON + "/history?release=" + sent,
        "/api/v1/predictions?outcome=death&run=" + sent,
        "/api/v1/predictions?outcome=death&cohort=" + sent,
        "/api/v1/predictions?outcome=death&run=wide&after=" + sent,
        "/api/v1/tokens?release=" + sent,
        "/api/v1/tokens/nearest?token=" + sent,
        "/api/v1/tokens/over-time?token=" + sent,
        "/api/v1/cohorts/centroid?cohort=" + sent,
        "/api/v1/cohorts/contrast?cohort=cohort%20of%20wide&other=" + sent,
        "/api/v1/concepts?release=" + sent,
        "/api/v1/known?outcome=death&landmark=2024-12-31&at=" + sent,
        "/api/v1/known?outcome=death&at=2025-01-01T00:00:00Z&landmark=" + sent,
        "/api/v1/outputs/" + sent,
        "/api/v1/outputs?after=" + sent,
        PERSON + "/concepts?release=" + sent,
        "/api/v1/embeddings?run=" + sent,
        "/api/v1/embeddings?cohort=x&release=" + sent,
        "/api/v1/jobs/" + sent,
        "/api/v1/jobs/" + sent + "/result",
        "/api/v1/jobs?limit=" + sent,
        "/api/v1/operations/" + sent);
  }

  private static List<String> bodiesOf(String sql) {
    String text = JsonRows.MAPPER.getNodeFactory().textNode(sql).toString();
    return List.of(
        "{\"run\": " + text + ", \"outcome\": \"death\"}",
        "{\"run\": \"wide\", \"outcome\": " + text + "}",
        "{\"run\": \"wide\", \"outcome\": \"death\", \"dimensions\": [" + text + "]}",
        "{\"run\": \"wide\", \"outcome\": \"death\", \"measures\": [" + text + "]}",
        "{" + text + ": 1, \"run\": \"wide\", \"outcome\": \"death\"}");
  }

  private static List<String> jobsOf(String sql) {
    String text = JsonRows.MAPPER.getNodeFactory().textNode(sql).toString();
    String export = "{\"kind\": \"export\", \"rows\": \"predictions\", \"outcome\": \"death\", ";
    String nearest = "{\"kind\": \"nearest\", \"persons\": [\"" + TestingDatabase.PERSON + "\"";
    return List.of(
        "{\"kind\": " + text + "}",
        export + "\"run\": " + text + "}",
        export + "\"cohort\": " + text + "}",
        export + "\"run\": \"wide\", \"format\": " + text + "}",
        "{\"kind\": \"export\", \"rows\": " + text + ", \"run\": \"wide\"}",
        nearest + ", " + text + "]}",
        nearest + "], \"release\": " + text + "}",
        nearest + "], \"k\": " + text + "}",
        "{\"kind\": \"table\", \"table\": {\"run\": " + text + ", \"outcome\": \"death\"}}");
  }

  private static HttpResponse<String> job(String caller, String body) throws Exception {
    return Asking.post(
        api, caller, "/api/v1/jobs", body, "Content-Type", "application/json", PURPOSE, "a test");
  }

  @Test
  void noHeaderIsTakenForSql() throws Exception {
    String kind = "SQL in headers";
    String right = Asking.get(api, "rosa", PERSON, PURPOSE, "a test").body();
    String before = fingerprint();
    for (String sql : SQL) {
      if (sql.indexOf('\0') >= 0 || sql.indexOf('\u02bc') >= 0) {
        continue; // Java's client sends no such header; the malformed ones do.
      }
      for (String header :
          List.of(PURPOSE, "If-None-Match", "Norn-Request", "X-Forwarded-For", "User-Agent")) {
        var answer =
            header.equals(PURPOSE)
                ? Asking.get(api, "rosa", PERSON, PURPOSE, sql)
                : Asking.get(api, "rosa", PERSON, PURPOSE, "a test", header, sql);
        boolean other = answer.statusCode() != 200 || !answer.body().equals(right);
        ATTEMPTS.add(kind, header + " " + sql, other || !fingerprint().equals(before));
      }
      var accepted = Asking.get(api, "rosa", PREDICTIONS, PURPOSE, "x", "Accept", sql);
      ATTEMPTS.add(kind, "Accept " + sql, accepted.statusCode() != 406);
      var token = Asking.get(api, sql, PERSON, PURPOSE, "a test");
      ATTEMPTS.add(kind, "Authorization " + sql, token.statusCode() != 401);
    }
    none(kind, 80);
  }

  private static final String PREDICTIONS = "/api/v1/predictions?run=wide&outcome=death";

  @Test
  void nobodyReadsPersonsBeyondTheirRole() throws Exception {
    String kind = "role escape";
    List<String> researchers = List.of(PERSON, PERSON + "/nearest", "/api/v1/embeddings?run=wide");
    List<String> operations =
        List.of("/api/v1/operations/forgotten", "/api/v1/operations/releases");
    List<String> analysts = List.of(PERSON + "/changes", PERSON + "/history", PREDICTIONS);
    for (String[] trick : TRICKS) {
      for (String path : researchers) {
        escape(kind, "omar", path, trick);
      }
      for (String path : operations) {
        escape(kind, "vera", path, trick);
        escape(kind, "rosa", path, trick);
        escape(kind, null, path, trick);
      }
      for (String path : researchers) {
        escape(kind, "anna", path, trick);
        escape(kind, "vera", path, trick);
        escape(kind, null, path, trick);
        escape(kind, "past", path, trick);
      }
      for (String path : analysts) {
        escape(kind, "vera", path, trick);
        escape(kind, null, path, trick);
      }
    }
    none(kind, 190);
  }

  private static final List<String[]> TRICKS =
      List.of(
          new String[] {},
          new String[] {"X-HTTP-Method-Override", "HEAD"},
          new String[] {"X-Original-URL", "/healthz", "X-Rewrite-URL", "/healthz"},
          new String[] {"X-Forwarded-For", "127.0.0.1", "X-Forwarded-User", "rosa"},
          new String[] {"Norn-Role", "researcher", "Role", "norn_researcher"},
          new String[] {"Cookie", "role=researcher; Authorization=Bearer rosa-token"},
          new String[] {"Proxy-Authorization", "Bearer rosa-token"},
          new String[] {"Authorization", "Bearer rosa-tokem"});

  private static void escape(String kind, String caller, String path, String[] trick)
      throws Exception {
    boolean twoTokens = trick.length > 0 && trick[0].equals("Authorization");
    if (caller == null || !twoTokens) {
      String[] headers = Arrays.copyOf(trick, trick.length + 2);
      headers[trick.length] = PURPOSE;
      headers[trick.length + 1] = "an attack";
      var answer = Asking.get(api, caller, path, headers);
      ATTEMPTS.add(
          kind,
          caller + " " + path + " " + List.of(trick) + " " + answer.statusCode() + answer.body(),
          answer.statusCode() < 400 || leaks(answer));
    }
  }

  @Test
  void noSpellingOfAPathComesInWithoutATokenOrRole() throws Exception {
    String kind = "path spelling";
    String person = TestingDatabase.PERSON;
    for (String path :
        List.of(
            "/api/v1/persons/" + person + "/",
            "/api/v1//persons/" + person,
            "//api/v1/persons/" + person,
            "/API/v1/persons/" + person,
            "/%61pi/v1/persons/" + person,
            "/api/v1/%70ersons/" + person,
            "/./api/v1/persons/" + person,
            "/healthz/../api/v1/persons/" + person,
            "/healthz/..;/api/v1/persons/" + person,
            "/healthz%2f..%2fapi/v1/persons/" + person,
            "/api;x=1/v1/persons/" + person,
            "/;/api/v1/persons/" + person,
            "/api/v1/persons;x/" + person,
            "/api%2fv1%2fpersons%2f" + person,
            "/api/v1/releases/..%2fpersons%2f" + person,
            "\\api\\v1\\persons\\" + person,
            "http://127.0.0.1/api/v1/persons/" + person)) {
      for (String method : List.of("GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get")) {
        for (String token : List.of("", "Authorization: Bearer vera-token\r\n")) {
          String answer =
              RawRequest.send(
                  api,
                  method
                      + " "
                      + path
                      + " HTTP/1.1\r\nHost: x\r\nNorn-Purpose: x\r\n"
                      + token
                      + "Connection: close\r\n\r\n");
          int status = RawRequest.status(answer);
          boolean optionsAlone = method.equals("OPTIONS") && !answer.contains("probability");
          boolean success =
              answer.contains("probability")
                  || answer.contains(TestingDatabase.NEIGHBOUR)
                  || status >= 200 && status < 400 && !optionsAlone
                  || status >= 500 && status != 501 && status != 505;
          ATTEMPTS.add(kind, method + " " + path + " " + token.length() + " " + status, success);
        }
      }
    }
    none(kind, 200);
  }

  @Test
  void noRoleOfTheDatabaseReadsOrWritesMoreThanItShould() throws Exception {
    String kind = "database roles";
    List<String> asViewer =
        List.of(
            "SELECT * FROM norn_research.prediction",
            "SELECT * FROM norn_research.scored_person",
            "SELECT * FROM norn_research.person_embedding",
            "SELECT * FROM norn.scored_person",
            "SELECT * FROM norn.audit_log",
            "SELECT * FROM norn.answered_table",
            "SELECT * FROM norn_research.prediction_history('%s')"
                .formatted(TestingDatabase.PERSON));
    List<String> asGate =
        List.of(
            "UPDATE norn.scored_person SET probability = 0",
            "DELETE FROM norn.scored_person",
            "SELECT * FROM norn.person_embedding",
            "SELECT * FROM norn.prediction",
            "DELETE FROM norn.answered_table",
            "DELETE FROM norn.table_budget",
            "INSERT INTO norn.audit_log (action) VALUES ('x')");
    List<String> asAnalyst =
        List.of(
            "SELECT * FROM norn_research.person_embedding",
            "UPDATE norn.table_budget SET tables = 1",
            "SELECT * FROM norn.table_budget");
    denied(kind, "norn_viewer", asViewer);
    denied(kind, "norn_gate", asGate);
    denied(kind, "norn_analyst", asAnalyst);
    denied(kind, "norn_researcher", List.of("SELECT * FROM norn.answered_table"));
    denied(
        kind,
        TestingDatabase.API_LOGIN,
        List.of("SET ROLE norn_writer", "SELECT * FROM norn.prediction"));
    none(kind, 20);
  }

  private static void denied(String kind, String role, List<String> statements) throws Exception {
    var login = database.apiConfig().database();
    for (String sql : statements) {
      try (var connection = DriverManager.getConnection(login.jdbcUrl(), login.user(), "");
          var statement = connection.createStatement()) {
        if (!role.equals(login.user())) {
          statement.execute("SET ROLE " + role);
        }
        boolean done;
        try {
          statement.execute(sql);
          done = true;
        } catch (SQLException refusal) {
          done = !"42501".equals(refusal.getSQLState());
        }
        ATTEMPTS.add(kind, role + " " + sql, done);
      }
    }
  }

  @Test
  void everyReaderViewChecksTheReadersOwnRights() throws Exception {
    List<String> without = new ArrayList<>();
    try (var owner = database.owner();
        var statement = owner.createStatement();
        var row =
            statement.executeQuery(
                """
                SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
                WHERE nspname IN ('norn_research', 'norn_operations') AND relkind IN ('v', 'm')
                  AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)""")) {
      while (row.next()) {
        without.add(row.getString(1));
      }
    }
    assertThat(without).isEmpty();
  }

  @Test
  void noTwoTablesGiveAGroupOfFewByBeingSubtracted() throws Exception {
    String kind = "differencing";
    List<List<String>> orders =
        List.of(
            List.of("wide", "narrow"),
            List.of("narrow", "wide"),
            List.of("half", "rest", "wide"),
            List.of("wide", "half", "rest"),
            List.of("half", "wide", "rest"),
            List.of("narrow", "half", "wide"));
    for (List<String> order : orders) {
      for (List<String> callers : List.of(List.of("vera"), List.of("vera", "anna", "rosa"))) {
        forgetWhatWasAnswered();
        int had = 0;
        for (int i = 0; i < order.size(); i++) {
          String caller = callers.get(i % callers.size());
          had += total(caller, order.get(i), "death").isEmpty() ? 0 : 1;
        }
        // Three people are in one and not in the others: all of them together give these away.
        ATTEMPTS.add(kind, order + " by " + callers, had == order.size());
      }
    }
    forgetWhatWasAnswered();
    differencingByClass(kind);
    differencingByOutcome(kind);
    differencingInTime(kind);
    differencingByLines(kind);
    none(kind, 16);
  }

  private static void differencingByClass(String kind) throws Exception {
    String larger = table(api, "vera", classes("wide", "\"class\"")).body();
    String smaller = table(api, "vera", classes("most", "\"class\"")).body();
    // The fifty by whom they differ have no C and no A.
    ATTEMPTS.add(kind, "classes", larger.contains("count") && smaller.contains("count"));
  }

  private static void differencingByOutcome(String kind) throws Exception {
    boolean one = total("vera", "wide", "cause").isPresent();
    boolean other = total("vera", "narrow", "death").isPresent();
    ATTEMPTS.add(kind, "another outcome of the other run", one && other);
  }

  private static void differencingInTime(String kind) throws Exception {
    var before = total("vera", "left", "death");
    try (var owner = database.owner();
        var statement = owner.createStatement()) {
      statement.execute("SELECT norn.forget_person(lpad(to_hex(65536 + 7005), 32, '0'))");
    }
    ATTEMPTS.add(kind, "a person forgotten", !before.equals(total("vera", "left", "death")));
  }

  /** Hidden cells of a line with a shown total add up to what subtraction tells. */
  private static void differencingByLines(String kind) throws Exception {
    JsonNode cells =
        JsonRows.MAPPER
            .readTree(table(api, "vera", classes("wide", "\"decile\", \"class\"")).body())
            .get("cells");
    for (String line : List.of("decile", "class")) {
      for (JsonNode whole : cells) {
        if (whole.get(line).isNull() && whole.has("count")) {
          ATTEMPTS.add(kind, "line of " + whole, hiddenSumIsSmall(cells, whole, line));
        }
      }
    }
  }

  private static boolean hiddenSumIsSmall(JsonNode cells, JsonNode whole, String line) {
    String other = line.equals("decile") ? "class" : "decile";
    long hidden = whole.get("count").longValue();
    boolean any = false;
    for (JsonNode cell : cells) {
      if (!cell.get(line).isNull() && cell.get(other).equals(whole.get(other))) {
        any |= cell.has("hidden");
        hidden -= cell.path("count").longValue();
      }
    }
    return any && hidden < 10;
  }

  @Test
  void noFileIsReachedByAPath() throws Exception {
    String kind = "path traversal";
    for (String up :
        List.of(
            "../",
            "..%2f",
            "%2e%2e/",
            "%2e%2e%2f",
            "..%252f",
            "..%5c",
            "..;/",
            "%c0%ae%c0%ae/",
            "....//")) {
      for (String base :
          List.of("/", "/openapi.yaml/", "/api/v1/releases/", "/api/v1/persons/", "/healthz/")) {
        for (String file : List.of("etc/passwd", "openapi.yaml%00", "WEB-INF/web.xml")) {
          String path = base + up.repeat(6) + file;
          String answer =
              RawRequest.send(
                  api,
                  "GET "
                      + path
                      + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer rosa-token\r\n"
                      + "Norn-Purpose: x\r\nConnection: close\r\n\r\n");
          int status = RawRequest.status(answer);
          ATTEMPTS.add(
              kind, path + " " + status, answer.contains("root:") || status < 400 || status >= 500);
        }
      }
    }
    none(kind, 100);
  }

  @Test
  void whatIsTooLargeIsRefusedAndTheServerGoesOn() throws Exception {
    String kind = "oversized";
    String token = "Host: x\r\nAuthorization: Bearer rosa-token\r\nConnection: close\r\n";
    for (int kib : new int[] {17, 100, 1_000, 10_000}) {
      String body = "{\"run\": \"" + "x".repeat(kib * 1_024) + "\", \"outcome\": \"death\"}";
      oversized(
          kind,
          kib + " KiB body",
          "POST /api/v1/tables HTTP/1.1\r\n"
              + token
              + "Content-Type: application/json\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      oversized(
          kind,
          kib + " KiB chunk",
          "POST /api/v1/tables HTTP/1.1\r\n"
              + token
              + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(body.length())
              + "\r\n"
              + body
              + "\r\n0\r\n\r\n");
      oversized(
          kind,
          kib + " KiB header",
          "GET /api/v1/releases HTTP/1.1\r\n"
              + token
              + "Norn-Purpose: "
              + "x".repeat(kib * 1_024)
              + "\r\n\r\n");
      oversized(
          kind,
          kib + " KiB path",
          "GET /api/v1/releases/" + "x".repeat(kib * 1_024) + " HTTP/1.1\r\n" + token + "\r\n");
      oversized(
          kind,
          kib + " KiB query",
          "GET /api/v1/releases?" + "x=1&".repeat(kib * 256) + " HTTP/1.1\r\n" + token + "\r\n");
    }
    for (String json :
        List.of(
            "[".repeat(5_000),
            "{\"run\":".repeat(2_000),
            "{\"run\": 1" + "0".repeat(10_000) + ", \"outcome\": \"death\"}",
            "{\"run\": \"wide\", \"outcome\": \"death\", \"dimensions\": ["
                + "\"decile\",".repeat(1_000)
                + "\"decile\"]}")) {
      var answer = table(api, "vera", json);
      ATTEMPTS.add(kind, json.substring(0, 20), answer.statusCode() != 400);
    }
    none(kind, 20);
  }

  private static void oversized(String kind, String what, String request) throws Exception {
    int status = RawRequest.status(RawRequest.send(api, request));
    boolean alive = Asking.get(api, null, "/healthz").statusCode() == 200;
    // A server that just closes has refused as well.
    ATTEMPTS.add(kind, what + " " + status, !alive || status >= 500 || status > 0 && status < 400);
  }

  @Test
  void whatIsMalformedIsRefusedNotRepeatedAndTheServerGoesOn() throws Exception {
    String kind = "malformed";
    String host = "Host: x\r\nAuthorization: Bearer rosa-token\r\nConnection: close\r\n";
    String mark = "m4rk3d";
    for (String request :
        List.of(
            mark + "\r\n\r\n",
            "GET\r\n\r\n",
            "GET " + mark + " HTTP/1.1\r\n" + host + "\r\n",
            "GET /api/v1/releases/" + mark + " HTTP/9.9\r\n" + host + "\r\n",
            "GET /api/v1/releases/" + mark + "\r\n",
            "GET /api/v1/releases/"
                + mark
                + " HTTP/1.1\r\nAuthorization: Bearer rosa-token\r\n\r\n",
            "GET /api/v1/releases/" + mark + "%zz HTTP/1.1\r\n" + host + "\r\n",
            "GET /api/v1/releases/" + mark + "%ff%fe HTTP/1.1\r\n" + host + "\r\n",
            "GET /api/v1/releases/" + mark + "\0 HTTP/1.1\r\n" + host + "\r\n",
            "GET /api/v1/releases/" + mark + " HTTP/1.1\r\n" + host + "Norn-Purpose: a\0b\r\n\r\n",
            "GET /api/v1/releases/" + mark + " HTTP/1.1\r\n" + host + "No colon here\r\n\r\n",
            "GET /api/v1/releases/" + mark + " HTTP/1.1\r\n" + host + " folded: x\r\n\r\n",
            "GET /api/v1/releases/" + mark + " HTTP/1.1\r\n" + host + ": nameless\r\n\r\n",
            "GET /api/v1/releases/<script>" + mark + "</script> HTTP/1.1\r\n" + host + "\r\n",
            "GET /api/v1/releases?after=%0d%0aSet-Cookie:%20"
                + mark
                + " HTTP/1.1\r\n"
                + host
                + "\r\n",
            "POST /api/v1/tables HTTP/1.1\r\n"
                + host
                + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n"
                + mark,
            "POST /api/v1/tables HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n" + mark,
            "POST /api/v1/tables HTTP/1.1\r\n"
                + host
                + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET /"
                + mark,
            "POST /api/v1/tables HTTP/1.1\r\n"
                + host
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
                + mark,
            "POST /api/v1/tables HTTP/1.1\r\n"
                + host
                + "Content-Type: application/json\r\nContent-Length: 900\r\n\r\n"
                + mark,
            "POST /api/v1/tables HTTP/1.1\r\n"
                + host
                + "Content-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"\u00ff\u00fe\":"
                + mark)) {
      String answer = RawRequest.send(api, request);
      int status = RawRequest.status(answer);
      boolean wrong = status > 0 && status < 400 || status >= 500 && status != 505;
      boolean alive = Asking.get(api, null, "/healthz").statusCode() == 200;
      ATTEMPTS.add(
          kind,
          request + " -> " + answer,
          wrong || !alive || answer.contains(mark) || stackTrace(answer));
    }
    none(kind, 20);
  }

  private static boolean stackTrace(String answer) {
    return answer.contains("Exception") || answer.contains("jetty") || answer.contains("Jetty");
  }

  @Test
  void noHeaderGetsAroundALimitOrARule() throws Exception {
    String kind = "header tricks";
    var limits = new ApiLimits(50, 3, 2);
    var config = database.apiConfig().answering(Asking.CALLERS).limitedTo(limits);
    try (var strict = ResearchApi.start(config, AUDIT)) {
      for (int i = 0; i < 3; i++) {
        Asking.get(strict, "nobody", PERSON);
      }
      for (String header : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "Client-IP")) {
        var answer = Asking.get(strict, "nobody", PERSON, header, "10.0.0." + header.length());
        ATTEMPTS.add(kind, header, answer.statusCode() != 429);
      }
      for (String said : new String[] {"", " ", "\t", "\u00a0", "-", "...", "''"}) {
        var answer = Asking.get(strict, "rosa", PERSON, PURPOSE, said);
        ATTEMPTS.add(kind, "purpose '" + said + "'", !Asking.rule(answer).equals("PURPOSE"));
      }
      String chosen = "00000000-0000-0000-0000-000000000000";
      var named = Asking.get(strict, "rosa", "/api/v1/runs", "Norn-Request", chosen);
      ATTEMPTS.add(
          kind,
          "a request id of one's own",
          named.headers().allValues("Norn-Request").contains(chosen));
      for (int i = 0; i < 2; i++) {
        table(strict, "vera", classes("wide", ""));
      }
      for (String header : List.of("Date", "X-Forwarded-User", "Norn-Caller", "Idempotency-Key")) {
        String value = header.equals("Date") ? "Thu, 01 Jan 2037 00:00:00 GMT" : "anna";
        boolean sendable = !header.equals("Date");
        var answer =
            Asking.post(
                strict,
                "vera",
                "/api/v1/tables",
                classes("wide", ""),
                "Content-Type",
                "application/json",
                sendable ? header : "X-Date",
                value);
        ATTEMPTS.add(kind, "budget with " + header, !Asking.rule(answer).equals("BUDGET"));
      }
    }
    none(kind, 15);
  }

  private static String classes(String run, String dimensions) {
    return "{\"run\": \"%s\", \"outcome\": \"cause\", \"dimensions\": [%s]}"
        .formatted(run, dimensions);
  }

  private static Optional<Long> total(String caller, String run, String outcome) throws Exception {
    var answer =
        table(api, caller, "{\"run\": \"%s\", \"outcome\": \"%s\"}".formatted(run, outcome));
    JsonNode count = JsonRows.MAPPER.readTree(answer.body()).at("/cells/0/count");
    return count.isMissingNode() ? Optional.empty() : Optional.of(count.longValue());
  }

  private static HttpResponse<String> table(ResearchApi asked, String caller, String body)
      throws Exception {
    return Asking.post(asked, caller, "/api/v1/tables", body, "Content-Type", "application/json");
  }

  private static boolean leaks(HttpResponse<String> answer) {
    return answer.body().contains("probability\":")
        || PSEUDONYM.matcher(answer.body()).find()
        || answer.body().contains("SQLSTATE")
        || answer.body().contains("org.postgresql");
  }

  /** What an attack would change: rows of persons and releases, and the tables there are. */
  private static String fingerprint() throws Exception {
    try (var owner = database.owner();
        var statement = owner.createStatement();
        var row =
            statement.executeQuery(
                """
                SELECT concat_ws('|',
                  (SELECT md5(string_agg(p::text, ',' ORDER BY person, outcome)) FROM norn.prediction p),
                  (SELECT count(*) || '/' || coalesce(sum(probability), 0) FROM norn.scored_person),
                  (SELECT count(*) FROM norn.person_embedding), (SELECT count(*) FROM norn.release),
                  (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_roles),
                  (SELECT count(*) FROM norn.answered_table))""")) {
      row.next();
      return row.getString(1);
    }
  }

  private static void none(String kind, int atLeast) {
    assertThat(ATTEMPTS.succeeded(kind)).isEmpty();
    assertThat(ATTEMPTS.count(kind)).isGreaterThanOrEqualTo(atLeast);
  }
}
