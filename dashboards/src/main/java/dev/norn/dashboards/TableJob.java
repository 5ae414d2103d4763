package dev.norn.dashboards;

import io.javalin.http.HttpStatus;
import java.sql.SQLException;

/**
 * A table through the gate. Nothing of it is kept here: the gate remembers what left, and is asked
 * again whenever the result is fetched.
 */
record TableJob(TableQuestion table) implements JobQuestion {

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
    var answer = desk.tables().answered(job.asker(), table);
    return new JobResult(null, "application/json", null, answer.get("cells").size());
  }
}
