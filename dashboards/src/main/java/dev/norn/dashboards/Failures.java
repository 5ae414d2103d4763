package dev.norn.dashboards;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every way a request can fail, as a problem that repeats nothing of what was sent. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private static final String DATA_EXCEPTION = "22";
  private static final String PROJECT_REFUSED = "NP001";
  private static final String CANCELED = "57014";

  private Failures() {}

  static void add(RoutesConfig routes) {
    routes.exception(Problem.class, (problem, context) -> problem.answer(context));
    routes.exception(HttpResponseException.class, Failures::refused);
    routes.exception(SQLException.class, Failures::databaseFailed);
    routes.exception(Exception.class, Failures::failed);
  }

  /**
   * What is wrong with a question, where the database was the first to notice; null where the
   * failure is another.
   */
  static Problem told(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    if (state.startsWith(DATA_EXCEPTION)) {
      return new Problem(
          HttpStatus.BAD_REQUEST, "[request] holds a value that the database cannot read");
    }
    if (state.equals(PROJECT_REFUSED)) {
      return new Problem(
          HttpStatus.FORBIDDEN,
          "PROJECT",
          "[project] of this caller is not answered: it has ended, or the API's login may not ask"
              + " for it");
    }
    return state.equals(CANCELED)
        ? new Problem(
            HttpStatus.SERVICE_UNAVAILABLE, "[request] takes the database too long; ask for less")
        : null;
  }

  private static void refused(HttpResponseException refusal, Context context) {
    var status = HttpStatus.forStatus(refusal.getStatus());
    new Problem(status, "[request] see /openapi.yaml for what can be asked").answer(context);
  }

  private static void databaseFailed(SQLException failure, Context context) {
    // A message may quote a value; the state says what kind of failure it was.
    LOG.error(
        "[database] request {} failed with SQLSTATE {}",
        RequestId.of(context),
        failure.getSQLState());
    new Problem(HttpStatus.SERVICE_UNAVAILABLE, "[database] did not answer; try again later")
        .answer(context);
  }

  private static void failed(Exception failure, Context context) {
    LOG.error(
        "[api] request {} failed with {}", RequestId.of(context), failure.getClass().getName());
    new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "[api] failed; see its log").answer(context);
  }
}
