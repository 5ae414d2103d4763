package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.db.AuditLog;
import dev.norn.db.Project;
import dev.norn.db.Projects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person who is forgotten is nowhere any more: no row of any table, no view, no answer and no
 * result that was made before holds either of the person's pseudonyms.
 */
class ErasureTest {

  private static final String PERSON = "%032x".formatted(65_536 + 5);
  private static final String IN_PROJECT = "a" + PERSON.substring(1);
  private static final long PATIENCE_MILLIS = 30_000;

  @TempDir static Path folder;

  private static TestingDatabase database;
  private static ResearchApi api;
  private static String lives;

  @BeforeAll
  static void startWithThePersonEverywhere() throws Exception {
    database = TestingDatabase.start();
    try (Connection owner = database.owner();
        var statement = owner.createStatement()) {
      TestingMaps.add(owner);
      lives = "/api/v1/maps/" + TestingMaps.id(owner, "LIVES");
      statement.execute(
          """
          INSERT INTO norn.neighbour_index (release, landmark, seed) VALUES ('r1', '2024-12-31', 1);
          SELECT norn.add_neighbour_partition(id) FROM norn.neighbour_index;
          INSERT INTO norn.neighbour_entry SELECT i.id, 0, e.person, e.cube_1
          FROM norn.person_embedding e, norn.neighbour_index i;
          INSERT INTO norn.neighbour_change SELECT id, '%1$s' FROM norn.neighbour_index;
          INSERT INTO norn.life_event (person, register, "row", occurred, recorded, revision, kind,
            content_hash, fields)
          VALUES ('%1$s', 'labour', '17', '2024-01-01', now(), 0, 'ASSERTED', 'c0', '{}');
          INSERT INTO norn.cohort VALUES ('c', '2024-12-31', '{}', 1, now());
          INSERT INTO norn.cohort_member VALUES ('c', '%1$s');
          UPDATE norn.prediction SET probability = 0.7, history_version = 9 WHERE person = '%1$s';
          INSERT INTO norn.score_change (release, person, landmark, outcome, from_probability,
            to_probability, cause_kind, history_version, changed_at)
          SELECT release, '%1$s', landmark, outcome, from_probability, to_probability, cause_kind,
            history_version, changed_at FROM norn.score_change LIMIT 1"""
              .formatted(PERSON));
      var projects = new Projects(owner);
      projects.add(
          new Project("heart", "a test", List.of("cohort of wide"), LocalDate.of(2999, 12, 31)));
      projects.admit("heart", person -> "a" + person.substring(1));
    }
    var jobs = new ApiJobs(folder.resolve("jobs"), 1, 5, 5, Duration.ofDays(7));
    api =
        ResearchApi.start(
            database.apiConfig().answering(Asking.CALLERS).answeringLater(jobs),
            new ApiAudit(new AuditLog(new byte[32]), head -> {}));
  }

  @AfterAll
  static void stop() throws Exception {
    api.close();
    database.close();
  }

  @Test
  void whoIsForgottenIsNowhereAnyMore() throws Exception {
    List<String> results = List.of(exported("rosa"), exported("hanna"));
    assertThat(holders())
        .containsExactlyInAnyOrder(
            "cohort_member",
            "life_event",
            "neighbour_change",
            "neighbour_entry",
            "person_embedding",
            "prediction",
            "project_person",
            "projection_point",
            "score_change",
            "scored_person");
    assertThat(answers()).as("routes that tell of the person").hasSize(10);
    assertThat(filesWithThePerson()).isEqualTo(2);

    try (Connection owner = database.owner();
        var statement = owner.createStatement()) {
      statement.execute("SELECT norn.forget_person('" + PERSON + "')");
    }

    assertThat(holders()).isEmpty();
    assertThat(answers()).isEmpty();
    for (String result : results) {
      assertThat(
              Asking.get(api, result.startsWith("h") ? "hanna" : "rosa", result.substring(1))
                  .statusCode())
          .isEqualTo(410);
    }
    for (long waited = 0; filesWithThePerson() > 0 && waited < PATIENCE_MILLIS; waited += 100) {
      Thread.sleep(100);
    }
    assertThat(filesWithThePerson()).isZero();
  }

  /** Tables of which a row, whatever its columns, has a pseudonym of the person in it. */
  private static List<String> holders() throws SQLException {
    List<String> holders = new ArrayList<>();
    try (Connection owner = database.owner();
        var statement = owner.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (var row =
          statement.executeQuery(
              """
              SELECT relname FROM pg_class WHERE relnamespace = 'norn'::regnamespace
                AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1""")) {
        while (row.next()) {
          tables.add(row.getString(1));
        }
      }
      for (String table : tables) {
        try (var row =
            statement.executeQuery(
                "SELECT EXISTS (SELECT FROM norn.%1$s WHERE %1$s::text ~ '%2$s|%3$s')"
                    .formatted(table, PERSON, IN_PROJECT))) {
          row.next();
          if (row.getBoolean(1)) {
            holders.add(table);
          }
        }
      }
    }
    return holders;
  }

  /** Of the questions about the person, and about all, those whose answer tells of the person. */
  private static List<String> answers() throws Exception {
    List<String> told = new ArrayList<>();
    for (String caller : List.of("rosa", "hanna")) {
      String person = "/api/v1/persons/" + (caller.equals("rosa") ? PERSON : IN_PROJECT);
      for (String path :
          List.of(
              person,
              person + "/history",
              lives + "/points/5",
              "/api/v1/predictions?outcome=death&run=wide&limit=1000",
              "/api/v1/embeddings?run=wide&limit=1000")) {
        var answer = Asking.get(api, caller, path, "Norn-Purpose", "a test");
        boolean there =
            answer.statusCode() == 200
                && (path.startsWith(person)
                    || path.startsWith(lives)
                    || answer.body().contains(PERSON)
                    || answer.body().contains(IN_PROJECT));
        if (there) {
          told.add(caller + " " + path);
        }
      }
    }
    return told;
  }

  /**
   * @return first letter of the caller, then the path of the result
   */
  private static String exported(String caller) throws Exception {
    var asked =
        Asking.post(
            api,
            caller,
            "/api/v1/jobs",
            "{\"kind\": \"export\", \"rows\": \"predictions\", \"run\": \"wide\", \"outcome\": \"death\"}",
            "Content-Type",
            "application/json",
            "Norn-Purpose",
            "a test");
    String path = asked.headers().firstValue("Location").orElseThrow() + "/result";
    long waited = 0;
    while (Asking.get(api, caller, path).statusCode() == 409 && waited < PATIENCE_MILLIS) {
      Thread.sleep(100);
      waited += 100;
    }
    assertThat(Asking.get(api, caller, path).body())
        .contains(caller.equals("rosa") ? PERSON : IN_PROJECT);
    return caller.charAt(0) + path;
  }

  private static long filesWithThePerson() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("jobs"))) {
      long found = 0;
      for (Path file : files.toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        found += text.contains(PERSON) || text.contains(IN_PROJECT) ? 1 : 0;
      }
      return found;
    }
  }
}
