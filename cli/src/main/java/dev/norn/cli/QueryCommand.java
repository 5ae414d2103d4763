package dev.norn.cli;

import dev.norn.db.AuditEntry;
import dev.norn.event.DefinitionFile;
import dev.norn.streaming.DatabaseAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one SQL question with a researcher's rights. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = {
      "Ask the research views one question in SQL, read-only, with a researcher's rights. The"
          + " audit log keeps who asked what and why, without the texts in the question.",
      "Example: norn query \"select outcome, count(*), avg(probability) from"
          + " norn_research.prediction group by outcome\""
    })
final class QueryCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;

  @Parameters(paramLabel = "SQL", description = "one statement")
  private String sql;

  @Option(
      names = "--purpose",
      paramLabel = "WHY",
      description = "what the answer is for, kept in the audit log with the question")
  private String purpose;

  @Option(
      names = "--project",
      paramLabel = "NAME",
      description =
          "ask about this project's people, by its pseudonyms (default: the login's only project;"
              + " everybody, where the login may)")
  private String project;

  @Override
  public Integer call() throws Exception {
    try (Servers servers = work.servers(new Console())) {
      FolderAudit audit = new FolderAudit(servers);
      List<String> answer;
      try {
        answer = ask(servers.database());
      } catch (SQLException e) {
        audit.append(entry(0, "REFUSED by the database, SQLSTATE " + e.getSQLState()));
        throw new IllegalArgumentException("[query] " + e.getMessage(), e);
      }
      // Before the answer leaves: what cannot be written down is not answered.
      audit.append(entry(answer.size() - 1, "ANSWERED"));
      answer.forEach(System.out::println);
    }
    return ExitCode.DONE.code();
  }

  private AuditEntry entry(long answered, String decision) {
    Map<String, String> asked = new TreeMap<>(Map.of("sql", AuditedSql.of(sql)));
    if (project != null) {
      asked.put("project", project);
    }
    String detail = DefinitionFile.toJson(asked);
    return new AuditEntry("query", purpose, answered, decision, detail);
  }

  /** The names of the columns, then the rows. */
  private List<String> ask(DatabaseAddress database) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setReadOnly(true);
      if (project != null) {
        choose(connection);
      }
      statement.execute("SET ROLE norn_researcher");
      try (ResultSet rows = statement.executeQuery(sql)) {
        return lines(rows);
      }
    }
  }

  private void choose(Connection connection) throws SQLException {
    try (var choice = connection.prepareStatement("SELECT set_config('norn.project', ?, false)")) {
      choice.setString(1, project);
      choice.execute();
    }
  }

  private static List<String> lines(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    List<String> lines = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    for (int i = 1; i <= columns; i++) {
      cells.add(rows.getMetaData().getColumnLabel(i));
    }
    lines.add(String.join("\t", cells));
    while (rows.next()) {
      cells.clear();
      for (int i = 1; i <= columns; i++) {
        String cell = rows.getString(i);
        cells.add(cell == null ? "" : cell);
      }
      lines.add(String.join("\t", cells));
    }
    return lines;
  }
}
