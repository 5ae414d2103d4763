package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.db.OutputRequest.Kind;
import dev.norn.db.OutputRequest.State;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutputRequestsTest {

  private static final OutputRequest TABLE =
      OutputRequest.of(
          Kind.TABLE,
          "run",
          "api/anna",
          "heart",
          "a paper",
          "{\"minimum-count\": 10}",
          "{\"ä\": 1}");

  private DataSource database;
  private Connection gate;
  private Connection checker;

  @BeforeEach
  void ask() throws Exception {
    database = TestingDatabase.migrated();
    TestingDatabase.addLogin(database, "a_gate", "norn_gate");
    TestingDatabase.addLogin(database, "a_checker", "norn_checker");
    gate = TestingDatabase.login("a_gate", database);
    checker = TestingDatabase.login("a_checker", database);
    new OutputRequests(gate).ask(TABLE);
  }

  @AfterEach
  void close() throws Exception {
    gate.close();
    checker.close();
  }

  @Test
  void whatWaitsDoesNotLeave() throws Exception {
    OutputRequest kept = new OutputRequests(gate).named(TABLE.id()).orElseThrow();
    assertThat(kept.state()).isEqualTo(State.WAITING);
    assertThat(kept.approved()).isEmpty();
    assertThat(kept.content()).isEqualTo(TABLE.content());
    assertThat(kept.purpose()).isEqualTo("a paper");
    assertThat(kept.askedAt()).isNotNull();
  }

  @Test
  void whatACheckerApprovedLeavesAsItWasAskedFor() throws Exception {
    OutputRequest judged =
        new OutputRequests(checker).decide(TABLE.id(), State.APPROVED, "api/bo", "no small cells");
    assertThat(judged.approved()).contains(TABLE.content());
    assertThat(judged.decision().by()).isEqualTo("api/bo");
    assertThat(judged.sha256()).isEqualTo(TABLE.sha256());
    assertThat(TestingDatabase.rows(gate, "SELECT sha256 FROM norn.output_request"))
        .containsExactly(TABLE.sha256());
  }

  @Test
  void nobodyJudgesTheirOwnAndNothingIsJudgedTwice() throws Exception {
    var requests = new OutputRequests(checker);
    assertThatThrownBy(() -> requests.decide(TABLE.id(), State.APPROVED, "api/anna", "fine"))
        .hasMessageContaining("somebody else must judge");
    assertThatThrownBy(() -> requests.decide(TABLE.id(), State.APPROVED, "api/bo", " "))
        .hasMessageContaining("[reason]");
    requests.decide(TABLE.id(), State.REFUSED, "api/bo", "too much at once");
    assertThatThrownBy(() -> requests.decide(TABLE.id(), State.APPROVED, "api/bo", "after all"))
        .hasMessageContaining("judged already");
    assertThatThrownBy(() -> requests.decide("none", State.APPROVED, "api/bo", "x"))
        .hasMessageContaining("none of that id");
  }

  @Test
  void theDatabaseKeepsToItTooWhateverTheProgramDoes() throws Exception {
    try (Connection owner = database.getConnection()) {
      for (String change :
          List.of(
              "UPDATE norn.output_request SET content = '{}'",
              "UPDATE norn.output_request SET purpose = 'another'",
              "DELETE FROM norn.output_request",
              "TRUNCATE norn.output_request",
              "UPDATE norn.output_request SET state = 'APPROVED'",
              "UPDATE norn.output_request SET state = 'APPROVED', decided_by = 'api/anna',"
                  + " decided_at = now(), reason = 'mine'")) {
        assertThatThrownBy(() -> TestingDatabase.execute(owner, change)).as(change).isNotNull();
      }
      new OutputRequests(owner).decide(TABLE.id(), State.REFUSED, "api/bo", "no");
      assertThatThrownBy(
              () -> TestingDatabase.execute(owner, "UPDATE norn.output_request SET reason = 'yes'"))
          .hasMessageContaining("judged already");
    }
    assertThatThrownBy(
            () -> TestingDatabase.execute(gate, "UPDATE norn.output_request SET reason = ''"))
        .hasMessageContaining("permission denied");
    assertThatThrownBy(
            () ->
                TestingDatabase.execute(checker, "INSERT INTO norn.output_request DEFAULT VALUES"))
        .hasMessageContaining("permission denied");
  }

  @Test
  void pagesFollowEachOtherAndAreOnesOwn() throws Exception {
    var requests = new OutputRequests(gate);
    for (int i = 0; i < 4; i++) {
      requests.ask(
          OutputRequest.of(
              Kind.COMPARISON, "a, b", i < 2 ? "api/anna" : "api/cleo", null, "x", "{}", "{}"));
    }
    List<OutputRequest> first = requests.page(null, null, 2);
    List<OutputRequest> second = requests.page(null, first.get(1).id(), 10);
    assertThat(first.get(0).id()).isEqualTo(TABLE.id());
    assertThat(second).hasSize(3).doesNotContainAnyElementsOf(first);
    assertThat(requests.page("api/anna", null, 10)).hasSize(3);
  }

  @Test
  void withoutAPurposeNothingIsAskedFor() {
    assertThatThrownBy(
            () -> OutputRequest.of(Kind.TABLE, "run", "api/anna", null, " - ", "{}", "{}"))
        .hasMessageContaining("[purpose]");
  }
}
