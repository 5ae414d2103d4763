package dev.norn.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** What is asked about the tokens of releases. */
final class TokenRoutes {

  private static final Pattern TEXT = Pattern.compile("\\P{Cntrl}{1,200}");
  private static final int LARGEST_PAGE = 1_000;
  private static final int DEFAULT_K = 10;
  private static final int LARGEST_K = 1_000;

  private final ResearchDatabase database;
  private final ReleaseRoutes releases;

  TokenRoutes(ResearchDatabase database, ReleaseRoutes releases) {
    this.database = database;
    this.releases = releases;
  }

  /** Of one release, in order of their text. */
  Answer all(Context context) throws SQLException {
    Page page = Page.asked(context, TEXT, LARGEST_PAGE, LARGEST_PAGE);
    Asker asker = Asker.of(context);
    ArrayNode rows =
        database.rows(
            asker,
            """
            SELECT id, text, family, persons FROM norn_research.token
            WHERE release = ? AND text > coalesce(?, '') ORDER BY text LIMIT ?""",
            releases.asked(asker, context.queryParam("release")),
            page.after(),
            page.rowsToRead());
    return Answer.tagged(page.cut(context, rows, "text"));
  }

  /** Nearest first. */
  Answer nearest(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    String token = token(context);
    String release = releases.asked(asker, context.queryParam("release"));
    refuseUnlessHeld(asker, release, token);
    ObjectNode answer = JsonRows.MAPPER.createObjectNode();
    answer.put("token", token).put("release", release);
    answer.set(
        "nearest",
        database.rows(
            asker,
            "SELECT neighbour, family, persons, cosine FROM norn_research.nearest_tokens(?, ?, ?)",
            token,
            Page.number(context, "k", DEFAULT_K, LARGEST_K),
            release));
    return Answer.tagged(answer);
  }

  /** By release, oldest landmark first, nearest first. */
  Answer overTime(Context context) throws SQLException {
    String token = token(context);
    ArrayNode nearest =
        database.rows(
            Asker.of(context),
            """
            SELECT release, landmark, created, place, neighbour, cosine, place_before
            FROM norn_research.similar_tokens_over_time(?, ?)""",
            token,
            Page.number(context, "k", DEFAULT_K, LARGEST_K));
    if (nearest.isEmpty()) {
      throw new Problem(HttpStatus.NOT_FOUND, "[token] no release with embeddings holds it");
    }
    ObjectNode answer = JsonRows.MAPPER.createObjectNode().put("token", token);
    answer.set("nearest", nearest);
    return Answer.tagged(answer);
  }

  private void refuseUnlessHeld(Asker asker, String release, String token) throws SQLException {
    if (!database.any(
        asker,
        "SELECT id FROM norn_research.token WHERE release = ? AND text = ?",
        release,
        token)) {
      throw new Problem(
          HttpStatus.NOT_FOUND,
          "[token] is none of the release's vocabulary; /api/v1/tokens lists those");
    }
  }

  private static String token(Context context) {
    String token = context.queryParam("token");
    if (token == null || !TEXT.matcher(token).matches()) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "[token] expected the text of a token; /api/v1/tokens lists them");
    }
    return token;
  }
}
