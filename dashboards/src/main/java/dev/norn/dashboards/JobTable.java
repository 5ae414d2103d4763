package dev.norn.dashboards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.disclosure.CallerRole;
import io.javalin.http.HttpStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Jobs in the database, which know through every restart where they are. */
final class JobTable {

  private static final String COLUMNS =
      """
      id, caller, role, project, purpose, request, question, state, progress, attempt, asked_at, started_at,
      finished_at, problem, result, result_type, result_tag, result_rows""";

  /** What a job that ends no longer needs: whom it asked about. */
  private static final String ENDED =
      " finished_at = coalesce(finished_at, clock_timestamp()), question = question - 'persons'";

  private final ResearchDatabase database;
  private final ApiJobs settings;

  JobTable(ResearchDatabase database, ApiJobs settings) {
    this.database = database;
    this.settings = settings;
  }

  /**
   * @throws Problem where the caller has as many as there may be already
   */
  void add(UUID id, Asker asker, String purpose, String request, JobQuestion question)
      throws SQLException {
    int added =
        database.inGate(
            connection -> {
              // Two at once would each count without the other.
              update(connection, "SELECT pg_advisory_xact_lock(hashtextextended('norn.job', 0))");
              return update(
                  connection,
                  """
                  INSERT INTO norn.job (id, caller, role, project, purpose, request, question, persons)
                  SELECT ?, ?, ?, ?, ?, ?, ?::jsonb, ? WHERE (
                    SELECT count(*) FILTER (WHERE state IN ('QUEUED', 'RUNNING')) < ?
                      AND count(*) FILTER (WHERE state = 'DONE') < ?
                    FROM norn.job WHERE caller = ?)""",
                  id,
                  asker.name(),
                  asker.role().toString(),
                  asker.project(),
                  purpose,
                  request,
                  json(question),
                  question.ofPersons(),
                  settings.openPerCaller(),
                  settings.resultsPerCaller(),
                  asker.name());
            });
    if (added == 0) {
      throw new Problem(
          HttpStatus.TOO_MANY_REQUESTS,
          "JOBS",
          "[jobs] %d of yours wait or run already, or %d hold a result; cancel one that you need no longer"
              .formatted(settings.openPerCaller(), settings.resultsPerCaller()));
    }
  }

  /** Null where there is none. A result that somebody may be in who was forgotten is gone. */
  Job find(UUID id) throws SQLException {
    return database.inGate(
        connection -> {
          dropForgotten(connection);
          List<Job> found =
              jobs(connection, "SELECT " + COLUMNS + " FROM norn.job WHERE id = ?", id);
          return found.isEmpty() ? null : found.get(0);
        });
  }

  /**
   * Newest first.
   *
   * @param caller null for everybody's
   */
  List<Job> newest(String caller, int limit) throws SQLException {
    return database.inGate(
        connection -> {
          dropForgotten(connection);
          return jobs(
              connection,
              "SELECT "
                  + COLUMNS
                  + " FROM norn.job WHERE ?::text IS NULL OR caller = ?"
                  + " ORDER BY asked_at DESC, id LIMIT ?",
              caller,
              caller,
              limit);
        });
  }

  /** The job that has waited longest, which runs from now on; null where none waits. */
  Job claim() throws SQLException {
    List<Job> claimed =
        database.inGate(
            connection ->
                jobs(
                    connection,
                    """
                    UPDATE norn.job SET state = 'RUNNING', progress = 0, attempt = attempt + 1,
                      started_at = clock_timestamp(), forgettings = norn.forgettings()
                    WHERE id = (SELECT id FROM norn.job WHERE state = 'QUEUED'
                      ORDER BY asked_at, id FOR UPDATE SKIP LOCKED LIMIT 1)
                    RETURNING\s"""
                        + COLUMNS));
    return claimed.isEmpty() ? null : claimed.get(0);
  }

  /** Whether this attempt still counts: nobody cancelled the job or began it anew. */
  boolean reached(Job job, double progress) throws SQLException {
    return changed(job, "progress = ?", "TRUE", progress);
  }

  /** Whether the result counts: nobody was forgotten since the attempt began, either. */
  boolean done(Job job, JobResult result) throws SQLException {
    return changed(
        job,
        "state = 'DONE', progress = 1, result = ?, result_type = ?, result_tag = ?,"
            + " result_rows = ?,"
            + ENDED,
        "(NOT persons OR forgettings = (SELECT norn.forgettings()))",
        result.file(),
        result.type(),
        result.tag(),
        result.rows());
  }

  boolean failed(Job job, Problem problem) throws SQLException {
    return changed(
        job, "state = 'FAILED', problem = ?::jsonb," + ENDED, "TRUE", problem.body().toString());
  }

  /** To be begun again. */
  void putBack(Job job) throws SQLException {
    changed(job, "state = 'QUEUED', started_at = NULL", "TRUE");
  }

  private boolean changed(Job job, String set, String condition, Object... parameters)
      throws SQLException {
    Object[] all = new Object[parameters.length + 2];
    System.arraycopy(parameters, 0, all, 0, parameters.length);
    all[parameters.length] = job.id();
    all[parameters.length + 1] = job.attempt();
    return database.inGate(
            connection ->
                update(
                    connection,
                    "UPDATE norn.job SET "
                        + set
                        + " WHERE id = ? AND attempt = ? AND state = 'RUNNING' AND "
                        + condition,
                    all))
        == 1;
  }

  /** Ends a job that waits or runs, and takes away the result of one that is done. */
  void cancel(UUID id) throws SQLException {
    database.inGate(
        connection ->
            update(
                connection,
                "UPDATE norn.job SET state = 'CANCELLED', result = NULL,"
                    + ENDED
                    + " WHERE id = ? AND state IN ('QUEUED', 'RUNNING', 'DONE')",
                id));
  }

  /** Jobs of a server that has ended wait again. */
  void putBackAll() throws SQLException {
    database.inGate(
        connection ->
            update(
                connection,
                "UPDATE norn.job SET state = 'QUEUED', started_at = NULL WHERE state = 'RUNNING'"));
  }

  /** Takes jobs away that ended too long ago, and says which files the others have or write. */
  Set<String> sweep() throws SQLException {
    return database.inGate(
        connection -> {
          dropForgotten(connection);
          update(
              connection,
              "DELETE FROM norn.job WHERE finished_at < clock_timestamp() - ? * interval '1 ms'",
              settings.kept().toMillis());
          Set<String> files = new HashSet<>();
          String open = "SELECT " + COLUMNS + " FROM norn.job WHERE state IN ('RUNNING', 'DONE')";
          for (Job job : jobs(connection, open)) {
            files.add(JobFolder.file(job));
          }
          return files;
        });
  }

  private static void dropForgotten(Connection connection) throws SQLException {
    update(
        connection,
        """
        UPDATE norn.job SET state = 'FAILED', result = NULL, problem = ?::jsonb
        WHERE state = 'DONE' AND persons AND forgettings <> (SELECT norn.forgettings())""",
        somebodyForgotten().body().toString());
  }

  static Problem somebodyForgotten() {
    return new Problem(
        HttpStatus.GONE,
        "FORGOTTEN",
        "[job] somebody was forgotten after its rows were read, which are therefore gone; ask again");
  }

  private static int update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.execute() ? 0 : statement.getUpdateCount();
    }
  }

  private static List<Job> jobs(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (var query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      List<Job> jobs = new ArrayList<>();
      try (var row = query.executeQuery()) {
        while (row.next()) {
          jobs.add(job(row));
        }
      }
      return jobs;
    }
  }

  private static Job job(ResultSet row) throws SQLException {
    var state = Job.State.valueOf(row.getString("state"));
    String problem = row.getString("problem");
    return new Job(
        row.getObject("id", UUID.class),
        row.getString("caller"),
        CallerRole.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
        row.getString("project"),
        row.getString("purpose"),
        row.getString("request"),
        read(row.getString("question"), JobQuestion.class),
        state,
        row.getDouble("progress"),
        row.getInt("attempt"),
        instant(row, "asked_at"),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        problem == null ? null : read(problem, JsonNode.class),
        state == Job.State.DONE ? result(row) : null);
  }

  private static JobResult result(ResultSet row) throws SQLException {
    return new JobResult(
        row.getString("result"),
        row.getString("result_type"),
        row.getString("result_tag"),
        row.getLong("result_rows"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static <T> T read(String json, Class<T> type) throws SQLException {
    try {
      return JsonRows.MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new SQLException("norn.job holds a question that this version does not know", e);
    }
  }

  private static String json(JobQuestion question) {
    try {
      return JsonRows.MAPPER.writerFor(JobQuestion.class).writeValueAsString(question);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own records are JSON", e);
    }
  }
}
