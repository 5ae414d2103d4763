package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SchemaTest {

  @Test
  void secondMigrationAppliesNothing() throws Exception {
    var database = TestingDatabase.empty();

    assertThat(Schema.migrate(database)).isPositive();
    assertThat(Schema.migrate(database)).isZero();
  }

  @Test
  void twoMigrationsAtOnceWaitForEachOther() throws Exception {
    var database = TestingDatabase.empty();
    var threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Integer> migration = () -> Schema.migrate(database);
      int applied = 0;
      for (var done : threads.invokeAll(List.of(migration, migration))) {
        applied += done.get();
      }
      try (var files = Files.list(Path.of("migrations"))) {
        assertThat((long) applied).isEqualTo(files.count());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aDatabaseThatHasLaterTablesGetsTheEarlierOnesThatItLacks() throws Exception {
    var database = TestingDatabase.empty();
    Schema.migrate(database);
    try (var connection = database.getConnection()) {
      TestingDatabase.execute(
          connection, "DROP VIEW norn_research.concept_effect, norn_research.concept");
      TestingDatabase.execute(
          connection,
          "DROP FUNCTION norn_research.concept_score(text, text, text),"
              + " norn_research.map_selection(bigint, polygon, text)");
      TestingDatabase.execute(connection, "DROP TABLE norn.concept_effect, norn.concept");
      TestingDatabase.execute(
          connection,
          "DELETE FROM norn.flyway_schema_history WHERE version = '019' OR description IN ('concepts', 'maps')");
      assertThat(Schema.migrate(database)).isEqualTo(3);
      assertThat(TestingDatabase.rows(connection, "SELECT count(*) FROM norn.concept"))
          .containsExactly("0");
    }
  }

  @Test
  void rolesHaveNoLogin() throws Exception {
    try (var connection = TestingDatabase.migrated().getConnection()) {
      assertThat(
              TestingDatabase.rows(
                  connection,
                  "SELECT rolname, rolcanlogin, rolbypassrls FROM pg_roles"
                      + " WHERE rolname LIKE 'norn%' ORDER BY 1"))
          .containsExactly(
              "norn_administrator|f|f",
              "norn_analyst|f|f",
              "norn_auditor|f|f",
              "norn_checker|f|f",
              "norn_gate|f|f",
              "norn_operations|f|f",
              "norn_population|f|f",
              "norn_researcher|f|f",
              "norn_viewer|f|f",
              "norn_writer|f|f");
    }
  }

  @Test
  void everyMigrationOpensWithTitlePurposeAndReaders() throws Exception {
    try (var files = java.nio.file.Files.list(java.nio.file.Path.of("migrations"))) {
      assertThat(files)
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(file)
                      .content()
                      .matches("(?s)-- \\S.*?\\n-- Purpose: .*?\\n-- Read by: .*"));
    }
  }

  @Test
  void missingVariablesAreAllNamedAtOnce() {
    assertThat(MigrateDatabase.run(Map.of("NORN_DB_USER", "norn"))).isEqualTo(2);
  }
}
