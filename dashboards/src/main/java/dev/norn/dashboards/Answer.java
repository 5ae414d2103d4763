package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.disclosure.Callers;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What leaves.
 *
 * @param rows for the audit log
 * @param tag that changes with the body; null for what is about persons, which no cache keeps
 */
record Answer(String type, byte[] body, long rows, String tag) {

  static Answer json(JsonNode body) {
    return new Answer(
        "application/json", body.toString().getBytes(StandardCharsets.UTF_8), rows(body), null);
  }

  /** For what names no person: whoever has it already is told so. */
  static Answer tagged(JsonNode body) {
    Answer answer = json(body);
    String tag = '"' + Callers.sha256(body.toString()).substring(0, 32) + '"';
    return new Answer(answer.type, answer.body, answer.rows, tag);
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
    if (tag == null) {
      context.header("Cache-Control", "no-store");
    } else {
      context.header("Cache-Control", "private, no-cache").header("ETag", tag);
    }
    if (tag != null && isKnown(context.header("If-None-Match"))) {
      context.status(HttpStatus.NOT_MODIFIED);
    } else {
      context.contentType(type).result(body);
    }
  }

  private boolean isKnown(String sent) {
    return sent != null
        && Arrays.stream(sent.split(","))
            .map(known -> known.strip().replaceFirst("^W/", ""))
            .anyMatch(known -> known.equals(tag) || known.equals("*"));
  }
}
