package dev.norn.dashboards;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/**
 * A refused request, answered as RFC 9457 problem+json. Its detail never repeats what the caller
 * sent: a path holds a pseudonym, and answers end up in logs.
 */
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;

  Problem(HttpStatus status, String detail) {
    super(detail, null, false, false);
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }

  /** Writes the answer. */
  void answer(Context context) {
    answer(context, status, getMessage());
  }

  static void answer(Context context, HttpStatus status, String detail) {
    var body =
        JsonRows.MAPPER
            .createObjectNode()
            .put("type", "about:blank")
            .put("title", status.getMessage())
            .put("status", status.getCode())
            .put("detail", detail);
    context.status(status).contentType("application/problem+json").result(body.toString());
  }
}
