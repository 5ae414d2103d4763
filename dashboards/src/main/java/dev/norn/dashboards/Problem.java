package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/**
 * A refused request, answered as RFC 9457 problem+json. Its detail never repeats what the caller
 * sent: a path holds a pseudonym, and answers end up in logs.
 */
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String rule;

  Problem(HttpStatus status, String detail) {
    this(status, null, detail);
  }

  /**
   * @param rule that refuses, as docs/disclosure.md names it; null where none but good sense does
   */
  Problem(HttpStatus status, String rule, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.rule = rule;
  }

  /** One that was kept, as {@link #body} wrote it. */
  static Problem of(JsonNode body) {
    return new Problem(
        HttpStatus.forStatus(body.get("status").intValue()),
        body.path("rule").textValue(),
        body.get("detail").textValue());
  }

  /** As the audit log has it. */
  String decision() {
    return "REFUSED " + (rule == null ? "with status " + status.getCode() : "by " + rule);
  }

  /** Writes the answer. */
  void answer(Context context) {
    context.status(status).contentType("application/problem+json").result(body().toString());
  }

  ObjectNode body() {
    ObjectNode body =
        JsonRows.MAPPER
            .createObjectNode()
            .put("type", "about:blank")
            .put("title", status.getMessage())
            .put("status", status.getCode())
            .put("detail", getMessage());
    return rule == null ? body : body.put("rule", rule);
  }
}
