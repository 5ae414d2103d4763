package dev.norn.dashboards;

import dev.norn.db.AuditEntry;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;

/** Writes down what was asked before the answer leaves: the route, never whom it is about. */
final class AskedRoutes {

  static final String PURPOSE = "Norn-Purpose";

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

  private void write(Context context, String route, long rows, String decision)
      throws SQLException {
    if (audit == null) {
      return;
    }
    var detail = JsonRows.MAPPER.createObjectNode().put("request", RequestId.of(context));
    if (route != null) {
      Asker asker = Asker.of(context);
      detail.put("route", route).put("caller", asker.name());
      if (asker.project() != null) {
        detail.put("project", asker.project());
      }
    }
    String purpose = route == null ? null : purpose(context);
    var head =
        database.append(
            audit.log(), new AuditEntry("api", purpose, rows, decision, detail.toString()));
    synchronized (this) {
      audit.keep().accept(head);
    }
  }

  private static String purpose(Context context) {
    String sent = context.header(PURPOSE);
    return sent == null || sent.length() <= LONGEST_PURPOSE
        ? sent
        : sent.substring(0, LONGEST_PURPOSE);
  }
}
