package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;

/** What is asked about releases. */
final class ReleaseRoutes {

  private final ResearchDatabase database;

  ReleaseRoutes(ResearchDatabase database) {
    this.database = database;
  }

  /** Newest first, without the card. */
  JsonNode all(Context context) throws SQLException {
    return database.rows(
        Asker.of(context).role(),
        """
        SELECT id, vocabulary_hash, corpus_id, landmark, cohort, created, architecture, metrics,
          embedding_width, active_from, active_until, active
        FROM norn_research.release ORDER BY created DESC, id""");
  }

  JsonNode one(Context context) throws SQLException {
    JsonNode release =
        database.row(
            Asker.of(context).role(),
            """
            SELECT id, vocabulary_hash, corpus_id, landmark, cohort, created, architecture,
              metrics, card, embedding_width, active_from, active_until, active
            FROM norn_research.release WHERE id = ?""",
            context.pathParam("id"));
    if (release == null) {
      throw unknown();
    }
    return release;
  }

  /** The release that {@code ?release=} names, else the live one. */
  String asked(Context context) throws SQLException {
    String named = context.queryParam("release");
    JsonNode release =
        named == null
            ? database.row(
                Asker.of(context).role(), "SELECT id FROM norn_research.release WHERE active")
            : database.row(
                Asker.of(context).role(),
                "SELECT id FROM norn_research.release WHERE id = ?",
                named);
    if (release == null) {
      throw named == null
          ? new Problem(HttpStatus.NOT_FOUND, "[release] none is live; name one with ?release=")
          : unknown();
    }
    return release.get("id").textValue();
  }

  private static Problem unknown() {
    return new Problem(
        HttpStatus.NOT_FOUND, "[release] is not registered; /api/v1/releases lists those that are");
  }
}
