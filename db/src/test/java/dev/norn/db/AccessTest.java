package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessTest {

  private static DataSource database;

  @BeforeAll
  static void writeAsTheWriter() throws Exception {
    database = TestingDatabase.migrated();
    try (var writer = TestingDatabase.as("norn_writer", database)) {
      TestingRelease.register(writer, "r1", 4);
      TestingRelease.activate(writer, "r1");
      TestingRelease.predict(writer, 1, 0.25, 1);
      TestingRelease.predict(writer, 1, 0.5, 2);
      TestingRelease.embed(writer, 1, new float[] {1, 0, 0, 0}, 1);
      TestingRelease.embed(writer, 2, new float[] {0.6f, 0.8f, 0, 0}, 1);
    }
  }

  @Test
  void everyReaderViewChecksTheReadersOwnRights() throws Exception {
    try (var connection = database.getConnection()) {
      assertThat(
              TestingDatabase.rows(
                  connection,
                  """
                  SELECT c.oid::regclass FROM pg_class c
                  JOIN pg_namespace n ON n.oid = relnamespace
                  WHERE nspname IN ('norn_research', 'norn_operations') AND relkind IN ('v', 'm')
                    AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)"""))
          .isEmpty();
    }
  }

  @Test
  void everyTableOfPersonsForcesRowSecurity() throws Exception {
    try (var connection = database.getConnection()) {
      assertThat(
              TestingDatabase.rows(
                  connection,
                  """
                  SELECT c.oid::regclass FROM pg_class c
                  JOIN pg_namespace n ON n.oid = relnamespace
                  WHERE nspname = 'norn' AND relkind IN ('r', 'p') AND NOT relispartition
                    AND NOT (relrowsecurity AND relforcerowsecurity)
                    AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid
                      AND attname = 'person')"""))
          .isEmpty();
    }
  }

  @Test
  void researcherReadsEveryViewAndNeighbours() throws Exception {
    try (var researcher = TestingDatabase.as("norn_researcher", database)) {
      for (String view :
          List.of("prediction", "person_embedding", "release", "token", "score_change")) {
        assertThat(TestingDatabase.rows(researcher, "SELECT * FROM norn_research." + view))
            .as(view)
            .isNotEmpty();
      }
      assertThat(TestingDatabase.rows(researcher, "SELECT * FROM norn_research.rejected_summary"))
          .isEmpty();
      assertThat(
              TestingDatabase.rows(
                  researcher,
                  "SELECT neighbour, round(cosine::numeric, 6)"
                      + " FROM norn_research.nearest_persons('%s', 5)"
                          .formatted(TestingRelease.person(1))))
          .containsExactly(TestingRelease.person(2) + "|0.600000");
    }
  }

  @Test
  void analystReadsPredictionsButNoEmbeddings() throws Exception {
    try (var analyst = TestingDatabase.as("norn_analyst", database)) {
      assertThat(TestingDatabase.rows(analyst, "SELECT * FROM norn_research.prediction"))
          .hasSize(1);
      refused(analyst, "SELECT * FROM norn_research.person_embedding");
      refused(analyst, "SELECT * FROM norn_research.nearest_persons('x', 1)");
    }
  }

  @Test
  void operationsCountPersonsWithoutSeeingOne() throws Exception {
    try (var operations = TestingDatabase.as("norn_operations", database)) {
      assertThat(
              TestingDatabase.rows(
                  operations, "SELECT persons, abstained FROM norn_operations.persons_predicted"))
          .containsExactly("1|0");
      assertThat(
              TestingDatabase.rows(operations, "SELECT changes FROM norn_operations.score_changes"))
          .containsExactly("1");
      for (String view : List.of("events_rejected", "register_time", "releases", "scoring_runs")) {
        TestingDatabase.rows(operations, "SELECT * FROM norn_operations." + view);
      }
      refused(operations, "SELECT * FROM norn_research.prediction");
      refused(operations, "SELECT person FROM norn.prediction");
    }
    try (var connection = database.getConnection()) {
      assertThat(
              TestingDatabase.rows(
                  connection,
                  """
                  SELECT table_name, column_name FROM information_schema.column_privileges
                  WHERE grantee = 'norn_operations'
                    AND column_name IN ('person', 'probability', 'cause_row', 'embedding')"""))
          .isEmpty();
    }
  }

  @Test
  void viewerSeesAnEvaluationWithoutItsSmallCells() throws Exception {
    String asked = "SELECT metrics FROM norn_research.release";
    try (var viewer = TestingDatabase.as("norn_viewer", database)) {
      assertThat(TestingDatabase.rows(viewer, asked)).containsExactly("{}");
      refused(viewer, "SELECT metrics FROM norn.release_evaluation");
    }
    for (String role : List.of("norn_researcher", "norn_analyst")) {
      try (var reader = TestingDatabase.as(role, database)) {
        assertThat(TestingDatabase.rows(reader, asked)).containsExactly("{\"cell\": 3}");
      }
    }
  }

  @Test
  void readersNameNoTableAndWriteNothing() throws Exception {
    for (String role :
        List.of("norn_researcher", "norn_analyst", "norn_operations", "norn_viewer")) {
      try (var reader = TestingDatabase.as(role, database)) {
        refused(reader, "SELECT * FROM norn.prediction");
        refused(reader, "SELECT norn.add_release_partition('r1')");
        refused(reader, "DELETE FROM norn_research.release");
      }
    }
  }

  @Test
  void ownerWithoutThePolicySeesNoPerson() throws Exception {
    try (var connection = TestingDatabase.migrated().getConnection()) {
      TestingRelease.register(connection, "r1", 4);
      TestingRelease.predict(connection, 1, 0.25, 1);
      TestingDatabase.execute(connection, "CREATE ROLE plain_owner NOLOGIN");
      TestingDatabase.execute(connection, "GRANT USAGE ON SCHEMA norn TO plain_owner");
      TestingDatabase.execute(connection, "ALTER TABLE norn.prediction OWNER TO plain_owner");
      TestingDatabase.execute(connection, "SET ROLE plain_owner");
      assertThat(TestingDatabase.rows(connection, "SELECT * FROM norn.prediction")).isEmpty();
    }
  }

  @Test
  void auditLogOnlyGrows() throws Exception {
    try (var connection = database.getConnection()) {
      assertThat(TestingDatabase.rows(connection, "SELECT login, action FROM norn.audit_log"))
          .containsExactly("norn_writer|release.activate");
      for (String change :
          List.of(
              "UPDATE norn.audit_log SET action = 'x'",
              "DELETE FROM norn.audit_log",
              "TRUNCATE norn.audit_log")) {
        assertThatThrownBy(() -> TestingDatabase.execute(connection, change))
            .hasMessageContaining("rows are added and never changed");
      }
    }
  }

  private static void refused(Connection connection, String sql) {
    assertThatThrownBy(() -> TestingDatabase.execute(connection, sql))
        .as(sql)
        .hasMessageContaining("permission denied");
  }
}
