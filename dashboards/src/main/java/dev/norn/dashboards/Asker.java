package dev.norn.dashboards;

import dev.norn.disclosure.CallerRole;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/**
 * Who sends a request.
 *
 * @param project whose people the answer is about; null for everybody
 * @param known whether a token said so; else it is whoever reaches this machine's loopback
 */
record Asker(String name, CallerRole role, String project, boolean known) {

  static final Asker LOCAL = new Asker("local", CallerRole.RESEARCHER, null, false);

  private static final String ATTRIBUTE = "norn.asker";

  /** Whoever reaches the loopback of a server without callers runs it, too. */
  boolean may(CallerRole needed) {
    return !known || role.covers(needed);
  }

  /** Whether everybody's jobs are shown. */
  boolean administers() {
    return may(CallerRole.OPERATIONS);
  }

  /** Where it may be more than one. */
  Asker as(CallerRole other) {
    return new Asker(name, other, project, known);
  }

  void enter(Context context) {
    context.attribute(ATTRIBUTE, this);
  }

  /** Refuses a request that did not come in by the door, whatever its path looked like. */
  static Asker of(Context context) {
    Asker asker = context.attribute(ATTRIBUTE);
    if (asker == null) {
      throw new Problem(HttpStatus.UNAUTHORIZED, "SIGN_IN", "[Authorization] is missing");
    }
    return asker;
  }
}
