package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditLogTest {

  private static final AuditEntry QUESTION =
      new AuditEntry("query", "a test", 3, "ANSWERED", "{\"sql\": \"select 1\"}");

  private final AuditLog log = new AuditLog(new byte[32]);
  private DataSource database;
  private Connection owner;
  private Connection auditor;

  @BeforeEach
  void migrate() throws Exception {
    database = TestingDatabase.migrated();
    owner = database.getConnection();
    auditor = TestingDatabase.as("norn_auditor", database);
  }

  @AfterEach
  void close() throws Exception {
    auditor.close();
    owner.close();
  }

  @Test
  void aChainThatNobodyTouchedHolds() throws Exception {
    log.append(auditor, QUESTION);
    AuditHead head = log.append(auditor, QUESTION);
    AuditProof proof = log.verify(auditor, AuditHead.parse(head.toString()));
    assertThat(proof).isEqualTo(new AuditProof(2, 0, 0, head, null));
  }

  @Test
  void rowsThatTheDatabaseWroteAreUnsealedAndThenAdopted() throws Exception {
    try (Connection writer = TestingDatabase.as("norn_writer", database)) {
      TestingRelease.register(writer, "r1", 4);
      TestingRelease.activate(writer, "r1");
    }
    assertThat(log.verify(auditor, null)).isEqualTo(new AuditProof(0, 0, 1, null, null));
    AuditHead head = log.append(auditor, QUESTION);
    assertThat(log.verify(auditor, head)).isEqualTo(new AuditProof(2, 1, 0, head, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE norn.audit_log SET decision = 'REFUSED' WHERE id = 2   | [audit row 2] was changed",
        "UPDATE norn.audit_log SET purpose = NULL WHERE id = 2         | [audit row 2] was changed",
        "UPDATE norn.audit_log SET at = at + interval '1 microsecond' WHERE id = 2 | [audit row 2] was changed",
        "UPDATE norn.audit_seal SET adopted = true WHERE number = 2    | [audit row 2] was changed",
        "DELETE FROM norn.audit_seal WHERE number = 2                  | [audit seal 2] is missing",
        "DELETE FROM norn.audit_log WHERE id = 2                       | [audit row 2] was removed",
        "DELETE FROM norn.audit_seal WHERE number = 3                  | [audit seal 2] is the last",
        "DELETE FROM norn.audit_seal                                   | [audit seal 0] is the last"
      })
  void whoeverOwnsTheDatabaseAndChangesItIsFound(String change, String problem) throws Exception {
    log.append(auditor, QUESTION);
    log.append(auditor, QUESTION);
    AuditHead head = log.append(auditor, QUESTION);
    TestingDatabase.execute(owner, "SET session_replication_role = replica");
    TestingDatabase.execute(owner, change);
    assertThat(log.verify(auditor, head).broken()).startsWith(problem);
  }

  @Test
  void removingARowAndClosingTheGapIsFound() throws Exception {
    for (int i = 0; i < 3; i++) {
      log.append(auditor, QUESTION);
    }
    TestingDatabase.execute(owner, "SET session_replication_role = replica");
    TestingDatabase.execute(owner, "DELETE FROM norn.audit_log WHERE id = 2");
    TestingDatabase.execute(owner, "DELETE FROM norn.audit_seal WHERE number = 2");
    TestingDatabase.execute(owner, "UPDATE norn.audit_seal SET number = 2 WHERE number = 3");
    assertThat(log.verify(auditor, null).broken())
        .isEqualTo(
            "[audit seal 2] does not follow the one before: rows were removed or put in between");
  }

  @Test
  void aLogWrittenAnewWithTheKeyDiffersFromTheHeadThatWasKept() throws Exception {
    AuditHead kept = log.append(auditor, QUESTION);
    TestingDatabase.execute(owner, "SET session_replication_role = replica");
    TestingDatabase.execute(owner, "DELETE FROM norn.audit_seal");
    TestingDatabase.execute(owner, "DELETE FROM norn.audit_log");
    log.append(auditor, QUESTION);
    assertThat(log.verify(auditor, null).broken()).isNull();
    assertThat(log.verify(auditor, kept).broken()).startsWith("[audit seal 1] is another one");
  }

  @Test
  void anotherKeyProvesNothing() throws Exception {
    log.append(auditor, QUESTION);
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(new AuditLog(other).verify(auditor, null).broken()).contains("another key");
  }

  @Test
  void writersAtOnceMakeOneChain() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<AuditHead>> writers = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        writers.add(
            () -> {
              try (Connection one = TestingDatabase.as("norn_auditor", database)) {
                return log.append(one, QUESTION);
              }
            });
      }
      for (Future<AuditHead> written : threads.invokeAll(writers)) {
        written.get();
      }
    } finally {
      threads.shutdown();
    }
    AuditProof proof = log.verify(auditor, null);
    assertThat(proof.broken()).isNull();
    assertThat(proof.sealed()).isEqualTo(12);
  }

  @Test
  void sealsAreNeverChangedAndReadersSeeNone() throws Exception {
    log.append(auditor, QUESTION);
    assertThatThrownBy(() -> TestingDatabase.execute(owner, "DELETE FROM norn.audit_seal"))
        .hasMessageContaining("rows are added and never changed");
    try (Connection researcher = TestingDatabase.as("norn_researcher", database)) {
      assertThatThrownBy(() -> TestingDatabase.execute(researcher, "SELECT * FROM norn.audit_seal"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void aLoginThatMayOnlyBecomeAnAuditorWritesUnderItsOwnNameAndProves() throws Exception {
    TestingDatabase.execute(owner, "CREATE ROLE asking LOGIN");
    TestingDatabase.execute(owner, "GRANT norn_auditor TO asking WITH INHERIT FALSE, SET TRUE");
    try (Connection asking = TestingDatabase.as("asking", database)) {
      log.append(asking, QUESTION);
      assertThat(AuditLog.newest(asking, 5)).singleElement().asString().contains("asking, query");
      assertThat(log.verify(asking, null).sealed()).isEqualTo(1);
      assertThatThrownBy(() -> TestingDatabase.execute(asking, "SELECT * FROM norn.prediction"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void aHeadOfAnotherFormIsRefused() {
    assertThatThrownBy(() -> AuditHead.parse("7"))
        .hasMessageContaining("as norn audit verify printed it");
  }
}
