package dev.norn.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.event.DefinitionFile;
import io.javalin.http.HttpStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * What every table passes on its way out. Of each run's outcome one table leaves, and every
 * question gets cells of that one, also when people were forgotten since: so no two answers about
 * the same people differ, and complementary suppression holds for all of them together.
 */
final class OutputGate {

  private final ResearchDatabase database;
  private final DisclosureRules rules;
  private final int tablesPerDay;

  OutputGate(ResearchDatabase database, DisclosureRules rules, int tablesPerDay) {
    this.database = database;
    this.rules = rules;
    this.tablesPerDay = tablesPerDay;
  }

  JsonNode rulesAsJson() {
    return tree(DefinitionFile.toJson(rules));
  }

  /** Takes one table from the caller's day, whether or not it is refused: a refusal tells too. */
  void spend(Asker asker) throws SQLException {
    boolean left =
        database.inGate(
            connection -> {
              try (var spend =
                  connection.prepareStatement(
                      """
                      INSERT INTO norn.table_budget AS spent (caller, day, tables)
                      VALUES (?, (clock_timestamp() AT TIME ZONE 'UTC')::date, 1)
                      ON CONFLICT (caller, day) DO UPDATE SET tables = spent.tables + 1
                      WHERE spent.tables < ?""")) {
                spend.setString(1, asker.name());
                spend.setInt(2, tablesPerDay);
                return spend.executeUpdate() == 1;
              }
            });
    if (!left) {
      throw new Problem(
          HttpStatus.TOO_MANY_REQUESTS,
          "BUDGET",
          "[tables] %d were asked for today; the next day begins at 00:00 UTC"
              .formatted(tablesPerDay));
    }
  }

  /**
   * All cells with all totals, as they may leave.
   *
   * @param patience how long the first question about the run's outcome may take the database, for
   *     each of its statements
   */
  ArrayNode table(String run, String outcome, Duration patience) throws SQLException {
    return database.inGate(
        connection -> {
          // Without waiting for one that takes long, and again once nobody else is at it.
          ArrayNode answered = answered(connection, run, outcome);
          if (answered == null) {
            wait(connection, patience);
            lock(connection);
            answered = answered(connection, run, outcome);
          }
          if (answered != null) {
            return answered;
          }
          var people = CountedPeople.read(connection, run, outcome);
          ArrayNode cells = people.cells(rules);
          new EarlierTables(connection, rules).refuseOverlap(run, outcome);
          keep(connection, run, outcome, cells);
          return cells;
        });
  }

  private static void wait(Connection connection, Duration patience) throws SQLException {
    try (var set = connection.createStatement()) {
      set.execute("SET LOCAL statement_timeout = " + patience.toMillis());
    }
  }

  /** One at a time: what another question lets out must be known to the next. */
  private static void lock(Connection connection) throws SQLException {
    try (var lock = connection.createStatement()) {
      lock.execute("SELECT pg_advisory_xact_lock(hashtextextended('norn.answered_table', 0))");
    }
  }

  private ArrayNode answered(Connection connection, String run, String outcome)
      throws SQLException {
    try (var query =
        connection.prepareStatement(
            """
            SELECT cells FROM norn.answered_table
            WHERE run = ? AND outcome = ? AND rules = ?::jsonb""")) {
      query.setString(1, run);
      query.setString(2, outcome);
      query.setString(3, DefinitionFile.toJson(rules));
      try (var row = query.executeQuery()) {
        return row.next() ? (ArrayNode) tree(row.getString(1)) : null;
      }
    }
  }

  private void keep(Connection connection, String run, String outcome, ArrayNode cells)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            INSERT INTO norn.answered_table (run, outcome, rules, cells)
            VALUES (?, ?, ?::jsonb, ?::jsonb)
            ON CONFLICT (run, outcome) DO UPDATE SET rules = excluded.rules,
              cells = excluded.cells, answered_at = excluded.answered_at""")) {
      insert.setString(1, run);
      insert.setString(2, outcome);
      insert.setString(3, DefinitionFile.toJson(rules));
      insert.setString(4, cells.toString());
      insert.executeUpdate();
    }
  }

  static JsonNode tree(String json) {
    try {
      return JsonRows.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("jsonb and our own JSON are JSON", e);
    }
  }
}
