package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CommentsTest {

  private static Connection connection;

  @BeforeAll
  static void migrate() throws Exception {
    connection = TestingDatabase.migrated().getConnection();
    TestingRelease.register(connection, "r1", 4);
  }

  @AfterAll
  static void close() throws Exception {
    connection.close();
  }

  @Test
  void everyTableAndViewHasAComment() throws Exception {
    assertThat(
            TestingDatabase.rows(
                connection,
                """
                SELECT c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
                WHERE n.nspname LIKE 'norn%' AND relkind IN ('r', 'p', 'v', 'm')
                  AND relname <> 'flyway_schema_history' AND obj_description(c.oid) IS NULL"""))
        .isEmpty();
  }

  @Test
  void everyColumnHasAComment() throws Exception {
    assertThat(
            TestingDatabase.rows(
                connection,
                """
                SELECT c.oid::regclass, a.attname FROM pg_class c
                JOIN pg_namespace n ON n.oid = relnamespace JOIN pg_attribute a ON attrelid = c.oid
                WHERE n.nspname LIKE 'norn%' AND relkind IN ('r', 'p', 'v', 'm')
                  AND NOT relispartition AND attnum > 0 AND NOT attisdropped
                  AND relname <> 'flyway_schema_history'
                  AND col_description(c.oid, attnum) IS NULL"""))
        .isEmpty();
  }

  @Test
  void everyFunctionAndTriggerHasAComment() throws Exception {
    assertThat(
            TestingDatabase.rows(
                connection,
                """
                SELECT p.oid::regprocedure::text FROM pg_proc p
                JOIN pg_namespace n ON n.oid = pronamespace
                WHERE nspname LIKE 'norn%' AND obj_description(p.oid, 'pg_proc') IS NULL
                  AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
                UNION ALL
                SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
                JOIN pg_namespace n ON n.oid = relnamespace
                WHERE nspname LIKE 'norn%' AND NOT tgisinternal AND tgparentid = 0
                  AND obj_description(t.oid, 'pg_trigger') IS NULL"""))
        .isEmpty();
  }
}
