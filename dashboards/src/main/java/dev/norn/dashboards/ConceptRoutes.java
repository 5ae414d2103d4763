package dev.norn.dashboards;

import io.javalin.http.Context;
import java.sql.SQLException;

/** The concepts that a release was asked about. */
final class ConceptRoutes {

  private final ResearchDatabase database;
  private final ReleaseRoutes releases;

  ConceptRoutes(ResearchDatabase database, ReleaseRoutes releases) {
    this.database = database;
    this.releases = releases;
  }

  Answer all(Context context) throws SQLException {
    return ofRelease(
        context,
        """
        SELECT concept, definition, persons, other_persons, auroc, auroc_low, auroc_high, seed,
          written
        FROM norn_research.concept WHERE release = ? ORDER BY concept""");
  }

  /** The most certain first. */
  Answer effects(Context context) throws SQLException {
    return ofRelease(
        context,
        """
        SELECT concept, outcome, layer, effect, null_low, null_high, p, adjusted_p,
          random_concepts
        FROM norn_research.concept_effect WHERE release = ?
        ORDER BY adjusted_p, concept, outcome, layer""");
  }

  private Answer ofRelease(Context context, String sql) throws SQLException {
    Asker asker = Asker.of(context);
    String release = releases.asked(asker, context.queryParam("release"));
    return Answer.tagged(database.rows(asker, sql, release));
  }
}
