package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cli.local.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Questions to a real database and their proof; the tests go on from each other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditCommandTest {

  private static final String PERSON = "%032x".formatted(0xabc1);

  @TempDir static Path folder;

  private static Servers servers;
  private static String early;

  @BeforeAll
  static void start() throws Exception {
    servers = Servers.started(LocalStack.start(TestingWork.at(folder.resolve("work")), line -> {}));
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  @Order(1)
  void everyQuestionIsWrittenDownWithoutWhatItSaysOfAPerson() {
    String sql = "select outcome from norn_research.prediction where person = '" + PERSON + "'";
    assertThat(run("query", sql, "--purpose", "a look")).isZero();
    assertThat(run("query", "select secret from norn.prediction")).isEqualTo(2);
    assertThat(printed("audit", "list").split("\n"))
        .hasSize(2)
        .satisfies(
            rows -> {
              assertThat(rows[0]).contains("REFUSED by the database, SQLSTATE 42501");
              assertThat(rows[1]).contains("query\ta look\t0\tANSWERED", "where person = '?'");
            })
        .noneMatch(row -> row.contains(PERSON));
  }

  @Test
  @Order(2)
  void theProofHoldsAndPrintsTheHead() throws Exception {
    early = printed("audit", "verify").strip();
    assertThat(early).startsWith("2:");
    assertThat(run("query", "select 1")).isZero();
    assertThat(run("audit", "verify", "--head", early)).isZero();
    assertThat(Files.getPosixFilePermissions(folder.resolve("work/audit.key"))).hasSize(2);
  }

  @Test
  @Order(3)
  void aHeadThatIsNoneIsAUsageError() {
    assertThat(run("audit", "verify", "--head", "seven")).isEqualTo(2);
    assertThat(run("audit")).isEqualTo(2);
  }

  @Test
  @Order(4)
  void aTailThatWasCutOffIsFoundByTheHeadThatTheFolderKeeps() throws Exception {
    change("delete from norn.audit_seal where number = 3");
    change("delete from norn.audit_log where action = 'query' and detail->>'sql' = 'select 1'");
    assertThat(run("audit", "verify")).isEqualTo(1);
    assertThat(run("audit", "verify", "--head", early)).isZero();
  }

  private static void change(String sql) throws Exception {
    try (Connection connection = servers.database().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SET session_replication_role = replica");
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
