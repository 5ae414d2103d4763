package dev.norn.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** Questions that are answered later, each seen by who asked it and by who runs the server. */
final class JobRoutes {

  static final String PATH = "/api/v1/jobs";

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int LARGEST_PAGE = 1_000;
  private static final String EXPECTED =
      "[body] expected {kind: table, table: {run, outcome, dimensions, measures}}, {kind: export,"
          + " rows, run or cohort, release, outcome, format} or {kind: nearest, persons, k, release,"
          + " format}; /openapi.yaml describes them";

  private final JobTable table;
  private final JobDesk desk;
  private final ApiJobs settings;
  private final JobFolder folder;
  private final JobWorkers workers;

  /**
   * @param settings null, with folder and workers, where the server has no folder for results
   */
  JobRoutes(JobTable table, JobDesk desk, ApiJobs settings, JobFolder folder, JobWorkers workers) {
    this.table = table;
    this.desk = desk;
    this.settings = settings;
    this.folder = folder;
    this.workers = workers;
  }

  Answer ask(Context context) throws SQLException {
    refuseWithoutFolder();
    Asker asker = Asker.of(context);
    JobQuestion question = JsonBody.read(context, JobQuestion.class, EXPECTED);
    String purpose = AskedRoutes.purpose(context);
    question.needs().checkRole(asker);
    question.needs().checkPurpose(asker, purpose);
    UUID id = UUID.randomUUID();
    table.add(id, asker, purpose, RequestId.of(context), question.accepted(asker, desk));
    workers.look();
    AskedRoutes.about(context, id, purpose);
    context.header("Location", PATH + "/" + id);
    return Answer.json(table.find(id).toJson(settings.kept())).with(HttpStatus.ACCEPTED);
  }

  /** The caller's own, newest first. */
  Answer all(Context context) throws SQLException {
    refuseWithoutFolder();
    Asker asker = Asker.of(context);
    int limit = Page.number(context, Page.LIMIT, LARGEST_PAGE, LARGEST_PAGE);
    ArrayNode jobs = JsonRows.MAPPER.createArrayNode();
    for (Job job : table.newest(asker.administers() ? null : asker.name(), limit)) {
      jobs.add(job.toJson(settings.kept()));
    }
    return Answer.json(jobs);
  }

  Answer one(Context context) throws SQLException {
    return Answer.json(asked(context).toJson(settings.kept()));
  }

  /** By the rules of the route that would have answered at once. */
  Answer result(Context context) throws SQLException {
    Job job = asked(context);
    Asker asker = Asker.of(context);
    job.question().needs().checkRole(asker);
    refuseUnlessOfProject(asker, job);
    if (job.state() == Job.State.FAILED) {
      workers.sweepSoon(); // Its file may have been given up just now.
    }
    refuseUnlessDone(job);
    if (job.question() instanceof TableJob question) {
      return Answer.tagged(desk.tables().answered(asker, question.table(), TableRoutes.AT_ONCE));
    }
    return Answer.file(job.result(), folder.of(job.result().file()));
  }

  private static void refuseUnlessDone(Job job) {
    switch (job.state()) {
      case DONE -> {}
      case FAILED -> throw Problem.of(job.problem());
      case CANCELLED -> throw new Problem(HttpStatus.GONE, "[job] was cancelled; ask again");
      default ->
          throw new Problem(
              HttpStatus.CONFLICT, "[job] is not done yet; look at its state until it is");
    }
  }

  Answer cancel(Context context) throws SQLException {
    Job job = asked(context);
    table.cancel(job.id());
    workers.sweepSoon();
    return Answer.json(table.find(job.id()).toJson(settings.kept()));
  }

  /** Somebody else's is not there. */
  private Job asked(Context context) throws SQLException {
    refuseWithoutFolder();
    String id = context.pathParam("id");
    Asker asker = Asker.of(context);
    Job job = ID.matcher(id).matches() ? table.find(UUID.fromString(id)) : null;
    if (job == null || !asker.administers() && !job.caller().equals(asker.name())) {
      throw new Problem(
          HttpStatus.NOT_FOUND, "[job] is none of yours, or was swept; " + PATH + " lists yours");
    }
    AskedRoutes.about(context, job.id(), job.purpose());
    return job;
  }

  /** Not what was asked for another project, nor once the project has ended. */
  private void refuseUnlessOfProject(Asker asker, Job job) throws SQLException {
    if (!Objects.equals(asker.project(), job.project())) {
      throw new Problem(HttpStatus.FORBIDDEN, "PROJECT", "[job] was asked for another project");
    }
    if (asker.project() != null) {
      desk.database().rows(asker, "SELECT FROM norn_research.scoring_run LIMIT 1");
    }
  }

  private void refuseWithoutFolder() {
    if (settings == null) {
      throw new Problem(
          HttpStatus.NOT_IMPLEMENTED,
          "[jobs] this server keeps no results; start it with --work, or ask the direct routes");
    }
  }
}
