package dev.norn.dashboards;

import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A table through the gate. Nothing of it is kept here: the gate remembers what left, and is asked
 * again whenever the result is fetched.
 */
record TableJob(TableQuestion table) implements JobQuestion {

  /** Tables of many earlier ones take long, and others wait for the gate meanwhile. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @Override
  public Needs needs() {
    return Needs.viewer();
  }

  @Override
  public boolean ofPersons() {
    return false;
  }

  @Override
  public JobQuestion accepted(Asker asker, JobDesk desk) throws SQLException {
    if (table == null) {
      throw new Problem(HttpStatus.BAD_REQUEST, "[table] is missing; expected {run, outcome, …}");
    }
    desk.gate().spend(asker);
    desk.runs().named(asker, table.run());
    return this;
  }

  @Override
  public JobResult answer(JobDesk desk, RunningJob job) throws SQLException {
    var answer = desk.tables().answered(job.asker(), table, PATIENCE);
    return new JobResult(null, "application/json", null, answer.get("cells").size());
  }
}
