package dev.norn.dashboards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;

/** Where scored cohorts lie and what separates two. */
final class CohortRoutes {

  private final ResearchDatabase database;
  private final ReleaseRoutes releases;

  CohortRoutes(ResearchDatabase database, ReleaseRoutes releases) {
    this.database = database;
    this.releases = releases;
  }

  Answer centroid(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    String release = releases.asked(asker, context.queryParam("release"));
    String cohort = scored(asker, context, "cohort", release);
    ObjectNode answer = JsonRows.MAPPER.createObjectNode();
    answer.put("cohort", cohort).put("release", release);
    answer.set(
        "centroids",
        database.rows(
            asker,
            """
            SELECT landmark, persons, concentration, centroid
            FROM norn_research.cohort_centroid(?, ?)""",
            cohort,
            release));
    return Answer.json(answer);
  }

  /** The direction, then tokens from the one that the cohort has most beyond the other. */
  Answer contrast(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    String release = releases.asked(asker, context.queryParam("release"));
    String cohort = scored(asker, context, "cohort", release);
    String other = scored(asker, context, "other", release);
    ObjectNode answer = JsonRows.MAPPER.createObjectNode();
    answer.put("cohort", cohort).put("other", other).put("release", release);
    answer.set(
        "contrast",
        database.rows(
            asker,
            """
            SELECT kind, name, persons, other_persons, value, other_value, effect, z
            FROM norn_research.cohort_contrast(?, ?, ?)""",
            cohort,
            other,
            release));
    return Answer.json(answer);
  }

  private String scored(Asker asker, Context context, String parameter, String release)
      throws SQLException {
    String cohort = context.queryParam(parameter);
    if (cohort == null
        || !database.any(
            asker,
            "SELECT id FROM norn_research.scoring_run WHERE cohort = ? AND release = ? LIMIT 1",
            cohort,
            release)) {
      throw new Problem(
          cohort == null ? HttpStatus.BAD_REQUEST : HttpStatus.NOT_FOUND,
          "[%s] expected a cohort of which the release has a finished run; /api/v1/runs lists them"
              .formatted(parameter));
    }
    return cohort;
  }
}
