package dev.norn.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.db.AuditEntry;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.util.UUID;

/** Writes down what was asked before the answer leaves: the route, never whom it is about. */
final class AskedRoutes {

  static final String PURPOSE = "Norn-Purpose";

  private static final String JOB = "norn.job";
  private static final int LONGEST_PURPOSE = 200;

  private final ResearchDatabase database;
  private final ApiAudit audit;

  AskedRoutes(ResearchDatabase database, ApiAudit audit) {
    this.database = database;
    this.audit = audit;
  }

  void answered(Context context, String route, long rows) throws SQLException {
    write(context, route, rows, "ANSWERED");
  }

  void refused(Context context, String route, Problem problem) throws SQLException {
    write(context, route, 0, problem.decision());
  }

  /** Without the path or the token that was sent: both may be somebody's secret. */
  Problem signInFailed(Context context) throws SQLException {
    context.header("WWW-Authenticate", "Bearer");
    var problem =
        new Problem(
            HttpStatus.UNAUTHORIZED,
            "SIGN_IN",
            "[Authorization] expected Bearer and a token that is known and has not expired");
    write(context, null, 0, problem.decision());
    return problem;
  }

  /** That a job ended so: what it was refused by, nobody may have fetched. */
  void failed(Job job, Problem problem) throws SQLException {
    var detail = JsonRows.MAPPER.createObjectNode().put("request", job.request());
    detail.put("route", JobRoutes.PATH).put("caller", job.caller());
    detail.put("job", job.id().toString());
    write(job.purpose(), 0, problem.decision(), detail);
  }

  /** The request is about that job, and for its purpose where it says none itself. */
  static void about(Context context, UUID job, String purpose) {
    context.attribute(JOB, job.toString());
    context.attribute(PURPOSE, purpose);
  }

  private void write(Context context, String route, long rows, String decision)
      throws SQLException {
    var detail = JsonRows.MAPPER.createObjectNode().put("request", RequestId.of(context));
    if (route != null) {
      Asker asker = Asker.of(context);
      detail.put("route", route).put("caller", asker.name());
      if (asker.project() != null) {
        detail.put("project", asker.project());
      }
    }
    String job = context.attribute(JOB);
    if (job != null) {
      detail.put("job", job);
    }
    write(route == null ? null : purpose(context), rows, decision, detail);
  }

  private void write(String purpose, long rows, String decision, ObjectNode detail)
      throws SQLException {
    if (audit == null) {
      return;
    }
    var head =
        database.append(
            audit.log(), new AuditEntry("api", purpose, rows, decision, detail.toString()));
    synchronized (this) {
      audit.keep().accept(head);
    }
  }

  /** As it is written down; null where none is said. */
  static String purpose(Context context) {
    String header = context.header(PURPOSE);
    String sent = header == null ? context.attribute(PURPOSE) : header;
    return sent == null || sent.length() <= LONGEST_PURPOSE
        ? sent
        : sent.substring(0, LONGEST_PURPOSE);
  }
}
