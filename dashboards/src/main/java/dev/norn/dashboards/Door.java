package dev.norn.dashboards;

import dev.norn.disclosure.Caller;
import dev.norn.disclosure.Callers;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Who may come in: with a caller's token, or, where none is known, from this machine by its name.
 */
final class Door {

  private static final String SCHEME = "Bearer ";

  private final Callers callers;
  private final RequestRate rate;
  private final AskedRoutes asked;

  Door(Callers callers, RequestRate rate, AskedRoutes asked) {
    this.callers = callers;
    this.rate = rate;
    this.asked = asked;
  }

  void check(Context context) throws SQLException {
    RequestId.give(context);
    if (callers == null) {
      checkHost(context);
    }
    if (context.path().startsWith("/api/")) {
      refuseUnlessReadOrAsked(context);
      Asker asker = callers == null ? Asker.LOCAL : signedIn(context);
      rate.request(context, asker);
      asker.enter(context);
    }
  }

  /** Javalin answers HEAD of itself, without a look at who asks. */
  private static void refuseUnlessReadOrAsked(Context context) {
    boolean cancels =
        context.method() == HandlerType.DELETE && context.path().startsWith(JobRoutes.PATH + "/");
    if (context.method() != HandlerType.GET && context.method() != HandlerType.POST && !cancels) {
      throw new Problem(
          HttpStatus.METHOD_NOT_ALLOWED, "[method] expected GET or POST, or DELETE of a job");
    }
  }

  /**
   * A web page that points its own host name at 127.0.0.1 must not read persons through a browser.
   */
  private static void checkHost(Context context) {
    String host = context.req().getServerName();
    if (!host.equals("127.0.0.1") && !host.equals("localhost") && !host.equals("[::1]")) {
      throw new Problem(
          HttpStatus.MISDIRECTED_REQUEST,
          "[Host] without callers only 127.0.0.1, localhost and [::1] are answered");
    }
  }

  private Asker signedIn(Context context) throws SQLException {
    String sent = context.header("Authorization");
    Optional<Caller> caller =
        sent == null || !sent.startsWith(SCHEME)
            ? Optional.empty()
            : callers.withToken(sent.substring(SCHEME.length()), LocalDate.now(Clock.systemUTC()));
    if (caller.isEmpty()) {
      rate.failedSignIn(context);
      throw asked.signInFailed(context);
    }
    return new Asker(caller.get().name(), caller.get().role(), caller.get().project(), true);
  }
}
