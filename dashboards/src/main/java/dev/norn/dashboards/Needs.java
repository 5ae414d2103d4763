package dev.norn.dashboards;

import dev.norn.disclosure.CallerRole;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.security.RouteRole;

/**
 * What a route asks of its caller.
 *
 * @param role it, or one that covers it
 * @param purpose whether a known caller has to say what for: rows of persons leave for a purpose
 */
record Needs(CallerRole role, boolean purpose) implements RouteRole {

  static final Needs VIEWER = new Needs(CallerRole.VIEWER, false);
  static final Needs ANALYST_WITH_PURPOSE = new Needs(CallerRole.ANALYST, true);
  static final Needs RESEARCHER_WITH_PURPOSE = new Needs(CallerRole.RESEARCHER, true);

  void check(Asker asker, Context context) {
    if (!asker.role().covers(role)) {
      throw new Problem(
          HttpStatus.FORBIDDEN, "ROLE", "[role] %s; expected %s".formatted(asker.role(), role));
    }
    String said = context.header(AskedRoutes.PURPOSE);
    if (purpose && asker.known() && (said == null || said.isBlank())) {
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "PURPOSE",
          "[%s] is missing; rows of persons leave for a purpose, say it in this header"
              .formatted(AskedRoutes.PURPOSE));
    }
  }
}
