package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/**
 * What leaves.
 *
 * @param rows for the audit log
 */
record Answer(String type, byte[] body, long rows) {

  static Answer json(JsonNode body) {
    return new Answer(
        "application/json", body.toString().getBytes(StandardCharsets.UTF_8), rows(body));
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

  void send(Context context) {
    // Personal data: no cache keeps it.
    context.header("Cache-Control", "no-store");
    context.contentType(type).result(body);
  }
}
