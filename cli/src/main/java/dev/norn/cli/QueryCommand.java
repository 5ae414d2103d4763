package dev.norn.cli;

import dev.norn.streaming.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs one SQL question with a researcher's rights. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = {
      "Ask the research views one question in SQL, read-only, with a researcher's rights.",
      "Example: norn query \"select outcome, count(*), avg(probability) from"
          + " norn_research.prediction group by outcome\""
    })
final class QueryCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;

  @Parameters(paramLabel = "SQL", description = "one statement")
  private String sql;

  @Override
  public Integer call() throws Exception {
    try (Servers servers = work.servers(new Console())) {
      ask(servers.database(), sql);
    }
    return ExitCode.DONE.code();
  }

  private static void ask(DatabaseAddress database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      connection.setReadOnly(true);
      statement.execute("SET ROLE norn_researcher");
      try (ResultSet rows = statement.executeQuery(sql)) {
        print(rows);
      } catch (SQLException e) {
        throw new IllegalArgumentException("[query] " + e.getMessage(), e);
      }
    }
  }

  private static void print(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    List<String> cells = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      cells.add(rows.getMetaData().getColumnLabel(i));
    }
    System.out.println(String.join("\t", cells));
    while (rows.next()) {
      cells.clear();
      for (int i = 1; i <= columns; i++) {
        String cell = rows.getString(i);
        cells.add(cell == null ? "" : cell);
      }
      System.out.println(String.join("\t", cells));
    }
  }
}
