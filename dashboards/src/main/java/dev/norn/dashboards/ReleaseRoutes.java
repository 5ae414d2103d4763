package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;

/** What is asked about releases. */
final class ReleaseRoutes {

  private static final int LARGEST_PAGE = 1_000;

  private final ResearchDatabase database;

  ReleaseRoutes(ResearchDatabase database) {
    this.database = database;
  }

  /** Newest first, without the card. */
  Answer all(Context context) throws SQLException {
    Page page = Page.asked(context, RunRoutes.ID, LARGEST_PAGE, LARGEST_PAGE);
    ArrayNode rows =
        database.rows(
            Asker.of(context),
            """
            SELECT r.id, r.vocabulary_hash, r.corpus_id, r.landmark, r.cohort, r.created,
              r.architecture, r.metrics, r.embedding_width, r.active_from, r.active_until, r.active
            FROM norn_research.release r
            LEFT JOIN norn_research.release last ON last.id = ?
            WHERE ?::text IS NULL OR r.created < last.created
              OR r.created = last.created AND r.id > last.id
            ORDER BY r.created DESC, r.id LIMIT ?""",
            page.after(),
            page.after(),
            page.rowsToRead());
    return Answer.tagged(page.cut(context, rows, "id"));
  }

  Answer one(Context context) throws SQLException {
    JsonNode release =
        database.row(
            Asker.of(context),
            """
            SELECT id, vocabulary_hash, corpus_id, landmark, cohort, created, architecture,
              metrics, card, embedding_width, active_from, active_until, active
            FROM norn_research.release WHERE id = ?""",
            context.pathParam("id"));
    if (release == null) {
      throw unknown();
    }
    return Answer.tagged(release);
  }

  /**
   * The release of that name.
   *
   * @param named null for the live one
   */
  String asked(Asker asker, String named) throws SQLException {
    JsonNode release =
        named == null
            ? database.row(asker, "SELECT id FROM norn_research.release WHERE active")
            : database.row(asker, "SELECT id FROM norn_research.release WHERE id = ?", named);
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
