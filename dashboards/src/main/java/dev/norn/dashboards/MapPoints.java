package dev.norn.dashboards;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The points of a map of lives that somebody may see, in their order, without who they are.
 *
 * @param outcome whose probability they have; null for none
 * @param cohort whose members are marked; null for none, and no column
 */
record MapPoints(long map, String release, String outcome, String cohort) {

  private static final int PAGE = 20_000;

  private static final Map<String, String> COMMENTS =
      Map.of(
          "probability",
          "Calibrated probability of the outcome that was asked for, 0 to 1; null when abstained.",
          "true_probability",
          "True probability of that outcome, of a synthetic person; null where it is not known.",
          "member",
          "Whether a finished scoring run of the cohort that was asked for holds the person.");

  private static final String SELECT =
      """
      SELECT p.point, p.x, p.y, t.probability::real AS probability, p.age,
        (p.true_probability ->> ?::text)::real AS true_probability, p.uncertain, p.placed_later
      """;
  private static final String MEMBER = ", m.person IS NOT NULL AS member\n";
  private static final String FROM =
      """
      FROM norn_research.projection_point p
      LEFT JOIN norn_research.prediction t ON t.release = ? AND t.outcome = ?
        AND t.person = p.person AND t.landmark = p.landmark
      """;
  private static final String MEMBERS =
      """
      LEFT JOIN (SELECT DISTINCT person FROM norn_research.scored_person
        WHERE cohort = ? AND release = ?) m ON m.person = p.person
      """;
  private static final String ORDER = "WHERE p.projection = ? ORDER BY p.point";

  long count(ResearchDatabase database, Asker asker) throws SQLException {
    return database
        .row(
            asker,
            "SELECT count(*) AS points FROM norn_research.projection_point WHERE projection = ?",
            map)
        .get("points")
        .longValue();
  }

  void write(
      ResearchDatabase database,
      Asker asker,
      RowsFormat format,
      Map<String, String> provenance,
      OutputStream out)
      throws IOException, SQLException {
    List<Object> parameters = new ArrayList<>();
    parameters.add(outcome);
    parameters.add(release);
    parameters.add(outcome);
    if (cohort != null) {
      parameters.add(cohort);
      parameters.add(release);
    }
    parameters.add(map);
    database.streamed(
        asker,
        "projection_point",
        COMMENTS,
        PAGE,
        pages -> {
          format.write(RowsPages.untilEmpty(pages), provenance, out);
          return null;
        },
        SELECT + (cohort == null ? "" : MEMBER) + FROM + (cohort == null ? "" : MEMBERS) + ORDER,
        parameters.toArray());
  }
}
