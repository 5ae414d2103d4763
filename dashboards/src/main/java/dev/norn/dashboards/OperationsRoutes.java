package dev.norn.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.disclosure.CallerRole;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Whether Norn is well: the views of {@code norn_operations}, with its rights. */
final class OperationsRoutes {

  private static final int LARGEST_PAGE = 1_000;

  static final String STREAM = "/api/v1/operations/stream";
  static final String COURSE = STREAM + "/course";

  private final ResearchDatabase database;
  private final RunningStream stream;
  private final StreamCourse course;

  OperationsRoutes(ResearchDatabase database, RunningStream stream, StreamCourse course) {
    this.database = database;
    this.stream = stream;
    this.course = course;
  }

  /** The live job, as it is now. */
  Answer stream(Context context) {
    return Answer.json(stream.now());
  }

  /** The live job, as it was since. */
  Answer course(Context context) {
    OffsetDateTime since = since(context);
    ObjectNode told = course.toJson(since == null ? Instant.MIN : since.toInstant());
    return Answer.json(told, told.get("at").size());
  }

  /** A view, and how its rows are ordered. */
  enum View {
    EVENTS_REJECTED("events-rejected", "hour", "register, reason"),
    PERSONS_PREDICTED("persons-predicted", null, "landmark DESC, release, outcome"),
    REGISTER_TIME("register-time", "newest_prediction", "release"),
    SCORE_CHANGES("score-changes", "hour", "release, outcome"),
    RELEASES("releases", "created", "release"),
    SCORING_RUNS("scoring-runs", "started", "id"),
    FORGOTTEN("forgotten", "forgotten_at", "rows_removed");

    private final String path;
    private final String time;
    private final String order;

    /**
     * @param time column that {@code since} bounds, newest first; null where it has none
     */
    View(String path, String time, String order) {
      this.path = path;
      this.time = time;
      this.order = time == null ? order : time + " DESC, " + order;
    }

    String route() {
      return "/api/v1/operations/" + path;
    }

    Needs needs() {
      return time == null ? Needs.operations(Page.LIMIT) : Needs.operations(Page.LIMIT, "since");
    }

    private String sql() {
      String bound = time == null ? "" : " WHERE ?::timestamptz IS NULL OR " + time + " >= ?";
      return "SELECT * FROM norn_operations."
          + path.replace('-', '_')
          + bound
          + " ORDER BY "
          + order
          + " LIMIT ?";
    }
  }

  /** Newest first. */
  Answer all(View view, Context context) throws SQLException {
    int limit = Page.number(context, Page.LIMIT, LARGEST_PAGE, LARGEST_PAGE);
    Asker asker = Asker.of(context).as(CallerRole.OPERATIONS);
    if (view.time == null) {
      return Answer.json(database.rows(asker, view.sql(), limit));
    }
    var since = since(context);
    return Answer.json(database.rows(asker, view.sql(), since, since, limit));
  }

  private static OffsetDateTime since(Context context) {
    String sent = context.queryParam("since");
    try {
      return sent == null ? null : Instant.parse(sent).atOffset(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "[since] expected an instant such as 2025-06-30T12:00:00Z");
    }
  }
}
