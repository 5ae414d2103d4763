package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cli.local.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Projects by command in a real database; the tests go on from each other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProjectCommandTest {

  private static final String PEOPLE = "select person from norn_research.scored_person order by 1";

  @TempDir static Path folder;

  private static Servers servers;

  @BeforeAll
  static void start() throws Exception {
    servers = Servers.started(LocalStack.start(TestingWork.at(folder.resolve("work")), line -> {}));
    change(
        """
        INSERT INTO norn.vocabulary (hash, json, tokens) VALUES ('v', '{}', 5);
        INSERT INTO norn.release (id, vocabulary_hash, corpus_id, landmark, cohort, created,
          architecture, card, embedding_width, embedding_mean)
        VALUES ('r', 'v', 'c', '2024-12-31', 'all', now(), '{}', '', 4, '{0,0,0,0}');
        INSERT INTO norn.scoring_run (id, release, cohort, landmark, state, started)
        VALUES ('run', 'r', 'adults', '2024-12-31', 'DONE', now());
        INSERT INTO norn.scored_person (run, person, landmark, outcome, probability,
          history_version, newest_recorded)
        SELECT 'run', lpad(to_hex(i), 32, '0'), '2024-12-31', 'death', 0.5, 1, now()
        FROM generate_series(1, 20) i""");
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  @Order(1)
  void aProjectGivesItsPeoplePseudonymsOfItsOwn() throws Exception {
    assertThat(create("heart", "adults")).isZero();
    assertThat(create("lungs", "adults")).isZero();
    Set<String> everybody = people(null);
    Set<String> heart = people("heart");
    Set<String> lungs = people("lungs");
    assertThat(List.of(everybody.size(), heart.size(), lungs.size())).containsOnly(20);
    assertThat(heart).doesNotContainAnyElementsOf(everybody).doesNotContainAnyElementsOf(lungs);
    Path key = folder.resolve("work/projects/heart.1.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(printed("project", "list"))
        .contains("heart\t20\t2999-12-31\t1\tadults\t\ta study\n");
  }

  @Test
  @Order(2)
  void whoComesLaterGetsAPseudonymOfTheSameKey() throws Exception {
    Set<String> before = people("heart");
    change(
        """
        INSERT INTO norn.scored_person (run, person, landmark, outcome, probability,
          history_version, newest_recorded)
        VALUES ('run', lpad('21', 32, '0'), '2024-12-31', 'death', 0.5, 1, now())""");
    assertThat(people("heart")).isEqualTo(before);
    assertThat(printed("project", "refresh", "heart")).contains("1 people came in, 0 went out");
    assertThat(people("heart")).hasSize(21).containsAll(before);
  }

  @Test
  @Order(3)
  void withoutItsKeyNobodyIsTakenIn() throws Exception {
    Path key = folder.resolve("work/projects/lungs.1.key");
    Path kept = Files.move(key, folder.resolve("kept"));
    assertThat(run("project", "refresh", "lungs")).isEqualTo(2);
    assertThat(key).doesNotExist();
    Files.move(kept, key);
    assertThat(run("project", "refresh", "lungs")).isZero();
  }

  @Test
  @Order(4)
  void rotatedPseudonymsShareNoneWithTheEarlierAndTheKeyOfThoseIsGone() throws Exception {
    Set<String> before = people("heart");
    assertThat(run("project", "rotate", "heart")).isZero();
    assertThat(people("heart")).hasSize(21).doesNotContainAnyElementsOf(before);
    assertThat(folder.resolve("work/projects/heart.1.key")).doesNotExist();
    assertThat(run("project", "refresh", "heart")).isZero();
  }

  @Test
  @Order(5)
  void whatIsMisspeltIsRefused() {
    assertThat(create("skin", "adultz")).isEqualTo(2);
    assertThat(create("heart", "adults")).isEqualTo(2);
    assertThat(create("He art", "adults")).isEqualTo(2);
    assertThat(run("project", "allow", "heart", "--login", "nosuchlogin")).isEqualTo(2);
    assertThat(run("project", "disallow", "heart", "--login", "nosuchlogin")).isEqualTo(2);
    assertThat(run("project", "refresh", "liver")).isEqualTo(2);
    assertThat(run("query", PEOPLE, "--project", "liver")).isEqualTo(2);
  }

  @Test
  @Order(6)
  void anEndedProjectIsNotAnsweredAndTheAuditLogHasItAll() throws Exception {
    assertThat(run("project", "end", "heart")).isZero();
    assertThat(run("query", PEOPLE, "--project", "heart")).isEqualTo(2);
    assertThat(folder.resolve("work/projects/heart.2.key")).doesNotExist();
    assertThat(printed("audit", "list"))
        .contains("project.create\ta study\t20", "project.rotate", "project.end");
    assertThat(run("audit", "verify")).isZero();
  }

  private static int create(String name, String cohort) {
    return run(
        "project",
        "create",
        name,
        "--cohort",
        cohort,
        "--purpose",
        "a study",
        "--ends",
        "2999-12-31");
  }

  private static Set<String> people(String project) throws Exception {
    String[] asked =
        project == null
            ? new String[] {"query", PEOPLE}
            : new String[] {"query", PEOPLE, "--project", project};
    return new TreeSet<>(printed(asked).lines().skip(1).toList());
  }

  private static void change(String sql) throws Exception {
    try (Connection connection = servers.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int run(String... words) {
    return new CommandsOnFolder(folder.resolve("work")).run(words);
  }

  private static String printed(String... words) {
    return new CommandsOnFolder(folder.resolve("work")).printed(words);
  }
}
