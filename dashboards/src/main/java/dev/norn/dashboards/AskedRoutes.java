package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.db.AuditEntry;
import io.javalin.http.Context;
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

  void answered(Context context, String route, JsonNode answer) throws SQLException {
    write(context, route, rows(answer), "ANSWERED");
  }

  void refused(Context context, String route, Problem problem) throws SQLException {
    write(context, route, 0, "REFUSED with status " + problem.status().getCode());
  }

  private void write(Context context, String route, long rows, String decision)
      throws SQLException {
    if (audit == null) {
      return;
    }
    String detail = JsonRows.MAPPER.createObjectNode().put("route", route).toString();
    var head =
        database.append(
            audit.log(), new AuditEntry("api", purpose(context), rows, decision, detail));
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

  /** Of a list its items, of a page the items of its lists, of one thing 1. */
  private static long rows(JsonNode answer) {
    if (answer.isArray()) {
      return answer.size();
    }
    long rows = 0;
    for (JsonNode part : answer) {
      rows += part.isArray() ? part.size() : 0;
    }
    return Math.max(1, rows);
  }
}
