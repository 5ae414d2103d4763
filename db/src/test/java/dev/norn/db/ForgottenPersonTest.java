package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What forgetting takes away, and what it keeps out. */
class ForgottenPersonTest {

  private Connection connection;

  @BeforeEach
  void migrate() throws Exception {
    connection = TestingDatabase.as("norn_writer", TestingDatabase.migrated());
    TestingRelease.register(connection, "r1", 4);
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
  }

  @Test
  void forgottenPersonIsInNoTableAndTheOthersStay() throws Exception {
    TestingDatabase.execute(
        connection,
        """
        INSERT INTO norn.neighbour_index (release, landmark, seed) VALUES ('r1', '2024-12-31', 1);
        SELECT norn.add_neighbour_partition(id) FROM norn.neighbour_index""");
    for (int person = 1; person <= 2; person++) {
      TestingRelease.predict(connection, person, 0.25, 1);
      TestingRelease.predict(connection, person, 0.5, 2);
      TestingRelease.embed(connection, person, new float[] {1, 0, 0, 0}, 1);
      TestingRelease.update(
          connection,
          Upserts.LIFE_EVENT,
          TestingRelease.person(person),
          "labour",
          "17",
          TestingRelease.LANDMARK,
          null,
          TestingRelease.NOON,
          0,
          "ASSERTED",
          "c0",
          "{}");
    }
    TestingDatabase.execute(
        connection, "INSERT INTO norn.cohort VALUES ('c', '2024-12-31', '{}', 2, now())");
    TestingDatabase.execute(
        connection, "INSERT INTO norn.cohort_member SELECT 'c', person FROM norn.prediction");
    TestingDatabase.execute(
        connection,
        """
        INSERT INTO norn.neighbour_entry
        SELECT i.id, 0, e.person, e.cube_1 FROM norn.person_embedding e, norn.neighbour_index i""");
    TestingDatabase.execute(
        connection,
        """
        INSERT INTO norn.projection (release, kind, method, seed, params, points, laid_out,
          neighbours_kept, trustworthiness, triplets_kept)
        VALUES ('r1', 'LIVES', 'pacmap-exact', 1, '{}', 2, 2, 1, 1, 1);
        INSERT INTO norn.projection_point (projection, point, person, landmark, x, y, uncertain,
          placed_later)
        SELECT m.id, row_number() OVER (), e.person, e.landmark, 0, 0, false, false
        FROM norn.person_embedding e, norn.projection m""");
    TestingRelease.beginRun(connection, "a", "adults");
    for (int person = 1; person <= 2; person++) {
      TestingRelease.score(connection, "a", person, 0.5, null);
    }
    addProject();

    for (int again = 0; again < 2; again++) {
      TestingDatabase.execute(
          connection, "SELECT norn.forget_person('%s')".formatted(TestingRelease.person(1)));
    }

    List<String> tables =
        TestingDatabase.rows(
            connection,
            """
            SELECT relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
            WHERE relnamespace = 'norn'::regnamespace AND relkind IN ('r', 'p')
              AND NOT relispartition AND attname = 'person'""");
    assertThat(tables).hasSize(10);
    for (String table : tables) {
      assertThat(TestingDatabase.rows(connection, "SELECT DISTINCT person FROM norn." + table))
          .as(table)
          .containsExactly(TestingRelease.person(2));
    }
  }

  /** As an administrator does. */
  private void addProject() throws Exception {
    TestingDatabase.execute(connection, "RESET SESSION AUTHORIZATION");
    TestingDatabase.execute(
        connection,
        """
        INSERT INTO norn.project (name, purpose, cohorts, ends) VALUES ('p', 'why', '{adults}', '2999-12-31');
        INSERT INTO norn.project_person SELECT 'p', person, person FROM norn.person_embedding""");
    TestingDatabase.execute(connection, "SET SESSION AUTHORIZATION norn_writer");
  }

  @Test
  void aReadmissionInTheTransactionOfItsForgettingComesAfterIt() throws Exception {
    String person = TestingRelease.person(1);
    connection.setAutoCommit(false);
    TestingDatabase.execute(connection, "SELECT norn.forget_person('%s')".formatted(person));
    TestingDatabase.execute(connection, "SELECT norn.readmit_person('%s')".formatted(person));
    connection.commit();
    connection.setAutoCommit(true);
    assertThat(
            TestingDatabase.rows(
                connection, "SELECT readmitted_at > forgotten_at FROM norn.forgotten_person"))
        .containsExactly("t");
  }

  @Test
  void noRowOfAForgottenPersonIsWrittenUntilReadmitted() throws Exception {
    TestingRelease.predict(connection, 1, 0.25, 1);
    String person = TestingRelease.person(1);
    for (int again = 0; again < 2; again++) {
      TestingDatabase.execute(connection, "SELECT norn.forget_person('%s')".formatted(person));
    }
    TestingRelease.predict(connection, 1, 0.5, 2);
    TestingRelease.embed(connection, 1, new float[] {1, 0, 0, 0}, 2);
    TestingRelease.predict(connection, 2, 0.5, 2);
    String rows =
        "SELECT (SELECT count(*) FROM norn.prediction), (SELECT count(*) FROM norn.person_embedding)";
    assertThat(TestingDatabase.rows(connection, rows)).containsExactly("1|0");

    for (int again = 0; again < 2; again++) {
      TestingDatabase.execute(connection, "SELECT norn.readmit_person('%s')".formatted(person));
    }
    TestingRelease.predict(connection, 1, 0.5, 1);
    TestingRelease.embed(connection, 1, new float[] {1, 0, 0, 0}, 1);
    assertThat(TestingDatabase.rows(connection, rows)).containsExactly("2|1");
    assertThat(
            TestingDatabase.rows(
                connection,
                "SELECT position('%s' in person_hash), length(person_hash), rows_removed,"
                        .formatted(person)
                    + " readmitted_at IS NOT NULL FROM norn.forgotten_person"))
        .containsExactly("0|64|1|t");
  }

  @Test
  void factsAndForgettingOfOneBatchHappenInTheirOrder() throws Exception {
    try (PreparedStatement batch = connection.prepareStatement(Upserts.LIFE_EVENT)) {
      // Who came back has what was sent since; who did not has nothing.
      for (int person = 1; person <= 2; person++) {
        add(batch, person, "before", "ASSERTED");
        add(batch, person, "again", "ASSERTED");
        add(batch, person, "FORGOTTEN", "FORGOTTEN");
        add(batch, person, "refused", "ASSERTED");
        if (person == 1) {
          add(batch, person, "READMITTED", "READMITTED");
        }
        add(batch, person, "again", "ASSERTED");
      }
      batch.executeBatch();
    }
    assertThat(TestingDatabase.rows(connection, "SELECT person, \"row\" FROM norn.life_event"))
        .containsExactly(TestingRelease.person(1) + "|again");
  }

  private static void add(PreparedStatement batch, int person, String row, String kind)
      throws Exception {
    Object[] values = {
      TestingRelease.person(person),
      "health",
      row,
      TestingRelease.LANDMARK,
      null,
      TestingRelease.NOON,
      0,
      kind,
      "c0",
      "{}"
    };
    for (int i = 0; i < values.length; i++) {
      batch.setObject(i + 1, values[i]);
    }
    batch.addBatch();
  }
}
