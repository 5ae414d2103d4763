package dev.norn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cli.local.LocalStack;
import dev.norn.db.OutputRequest;
import dev.norn.db.OutputRequests;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Outputs by command in a real database; the tests go on from each other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutputCommandTest {

  private static final OutputRequest OTHERS = request("login/anna", "{\"count\": 12}");
  private static final OutputRequest MINE = request("login/postgres", "{\"count\": 13}");
  private static final OutputRequest SMALL = request("api/anna", "{\"count\": 14}");

  @TempDir static Path folder;

  private static Servers servers;

  @BeforeAll
  static void start() throws Exception {
    servers = Servers.started(LocalStack.start(TestingWork.at(folder.resolve("work")), line -> {}));
    for (OutputRequest each : List.of(OTHERS, MINE, SMALL)) {
      try (Connection connection = servers.database().connect()) {
        new OutputRequests(connection).ask(each);
      }
    }
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  @Order(1)
  void whatNobodyJudgedIsNotFetched() {
    assertThat(printed("output", "list", "--waiting")).contains(OTHERS.id(), MINE.id(), SMALL.id());
    assertThat(run("output", "fetch", OTHERS.id())).isEqualTo(1);
    assertThat(printed("output", "show", OTHERS.id())).contains("minimum-count", "{\"count\": 12}");
  }

  @Test
  @Order(2)
  void whatSomebodyElseApprovedIsFetchedAsItWasAskedFor() throws Exception {
    assertThat(run("output", "approve", OTHERS.id(), "--reason", "no small cells")).isZero();
    Path out = folder.resolve("out.json");
    assertThat(run("output", "fetch", OTHERS.id(), "--out", out.toString())).isZero();
    assertThat(out).hasContent(OTHERS.content());
    assertThat(run("output", "refuse", OTHERS.id(), "--reason", "after all")).isEqualTo(2);
  }

  @Test
  @Order(3)
  void nobodyApprovesTheirOwn() {
    assertThat(run("output", "approve", MINE.id(), "--reason", "trust me")).isEqualTo(2);
    assertThat(run("output", "fetch", MINE.id())).isEqualTo(1);
  }

  @Test
  @Order(4)
  void whatWasRefusedStaysInside() {
    assertThat(run("output", "refuse", SMALL.id(), "--reason", "too much at once")).isZero();
    assertThat(run("output", "fetch", SMALL.id())).isEqualTo(1);
    assertThat(printed("output", "list")).contains("REFUSED", "too much at once");
    assertThat(run("output", "fetch", "nosuch")).isEqualTo(2);
    assertThat(run("output", "show", "nosuch")).isEqualTo(2);
    assertThat(printed("audit", "list"))
        .contains("output.approve", "output.fetch", "output.refuse", SMALL.id());
  }

  private static OutputRequest request(String askedBy, String content) {
    return OutputRequest.of(
        OutputRequest.Kind.COMPARISON,
        "a, b",
        askedBy,
        null,
        "a paper",
        "{\"minimum-count\": 10}",
        content);
  }

  private static int run(String... words) {
    return new CommandsOnFolder(folder.resolve("work")).run(words);
  }

  private static String printed(String... words) {
    return new CommandsOnFolder(folder.resolve("work")).printed(words);
  }
}
