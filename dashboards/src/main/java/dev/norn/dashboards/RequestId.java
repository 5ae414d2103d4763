package dev.norn.dashboards;

import io.javalin.http.Context;
import java.util.UUID;

/** One name of a request in the answer, the audit log and the log. Never the caller's choice. */
final class RequestId {

  static final String HEADER = "Norn-Request";

  private RequestId() {}

  static void give(Context context) {
    String id = UUID.randomUUID().toString();
    context.attribute(HEADER, id);
    context.header(HEADER, id);
  }

  static String of(Context context) {
    return context.attribute(HEADER);
  }
}
