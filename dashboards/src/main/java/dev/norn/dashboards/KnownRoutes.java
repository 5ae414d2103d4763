package dev.norn.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/** What stood predicted at an instant. */
final class KnownRoutes {

  private static final Pattern PERSON = Pattern.compile("[0-9a-f]{32,64}");
  private static final int LARGEST_PAGE = 50_000;
  private static final int USUAL_PAGE = 1_000;

  private final ResearchDatabase database;
  private final ReleaseRoutes releases;

  KnownRoutes(ResearchDatabase database, ReleaseRoutes releases) {
    this.database = database;
    this.releases = releases;
  }

  /** Of one release, outcome and landmark, in order of person. */
  Answer all(Context context) throws SQLException {
    Page page = Page.asked(context, PERSON, USUAL_PAGE, LARGEST_PAGE);
    Asker asker = Asker.of(context);
    ArrayNode rows =
        database.rows(
            asker,
            """
            SELECT person, landmark, outcome, probability, abstained
            FROM norn_research.as_known_on(?)
            WHERE release = ? AND outcome = ? AND landmark = ? AND person > coalesce(?, '')
            ORDER BY person LIMIT ?""",
            at(context),
            releases.asked(asker, context.queryParam("release")),
            outcome(context),
            landmark(context),
            page.after(),
            page.rowsToRead());
    return Answer.json(page.cut(context, rows, "person"));
  }

  private static String outcome(Context context) {
    String outcome = context.queryParam("outcome");
    if (outcome == null) {
      throw new Problem(HttpStatus.BAD_REQUEST, "[outcome] is missing; name one");
    }
    return outcome;
  }

  private static OffsetDateTime at(Context context) {
    try {
      return Instant.parse(String.valueOf(context.queryParam("at"))).atOffset(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "[at] expected an instant such as 2025-06-30T12:00:00Z");
    }
  }

  private static LocalDate landmark(Context context) {
    try {
      return LocalDate.parse(String.valueOf(context.queryParam("landmark")));
    } catch (DateTimeException e) {
      throw new Problem(HttpStatus.BAD_REQUEST, "[landmark] expected a day such as 2024-12-31");
    }
  }
}
