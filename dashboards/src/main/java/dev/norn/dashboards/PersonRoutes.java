package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** What is asked about one person. */
final class PersonRoutes {

  static final int DEFAULT_K = 10;
  static final int LARGEST_K = 1_000;

  private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{32,64}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

  private final ResearchDatabase database;
  private final ReleaseRoutes releases;

  PersonRoutes(ResearchDatabase database, ReleaseRoutes releases) {
    this.database = database;
    this.releases = releases;
  }

  /** Embeddings and predictions of one release, newest landmark first. */
  JsonNode one(Context context) throws SQLException {
    String person = person(context);
    String release = releases.asked(context);
    var embeddings =
        database.rows(
            Asker.of(context).role(),
            """
            SELECT landmark, embedding, history_version, newest_recorded, encoded_at
            FROM norn_research.person_embedding WHERE release = ? AND person = ?
            ORDER BY landmark DESC""",
            release,
            person);
    var predictions =
        database.rows(
            Asker.of(context).role(),
            """
            SELECT landmark, outcome, probability, abstained, history_version, newest_recorded,
              cause_register, cause_row, cause_kind, predicted_at
            FROM norn_research.prediction WHERE release = ? AND person = ?
            ORDER BY landmark DESC, outcome""",
            release,
            person);
    if (embeddings.isEmpty() && predictions.isEmpty()) {
      throw unknown();
    }
    var page = JsonRows.MAPPER.createObjectNode().put("person", person).put("release", release);
    page.set("embeddings", embeddings);
    page.set("predictions", predictions);
    return page;
  }

  /** The nearest persons at the person's newest landmark, nearest first. */
  JsonNode nearest(Context context) throws SQLException {
    String person = person(context);
    int k = k(context);
    String release = releases.asked(context);
    if (!database.any(
        Asker.of(context).role(),
        "SELECT person FROM norn_research.person_embedding WHERE release = ? AND person = ? LIMIT 1",
        release,
        person)) {
      throw unknown();
    }
    var page = JsonRows.MAPPER.createObjectNode().put("person", person).put("release", release);
    page.set(
        "nearest",
        database.rows(
            Asker.of(context).role(),
            "SELECT neighbour, cosine FROM norn_research.nearest_persons(?, ?, ?)",
            person,
            k,
            release));
    return page;
  }

  /** The newest 1,000 score changes, newest first, of the release asked for. */
  JsonNode changes(Context context) throws SQLException {
    return predicted(
        context,
        "changes",
        """
        SELECT id, landmark, outcome, from_probability, to_probability, from_abstained,
          to_abstained, cause_register, cause_row, cause_kind, history_version, changed_at,
          from_release, from_landmark
        FROM norn_research.score_change WHERE person = ? AND release = ?
        ORDER BY id DESC LIMIT 1000""");
  }

  /** Every value that stood, oldest first within outcome and landmark, of the release asked for. */
  JsonNode history(Context context) throws SQLException {
    return predicted(
        context,
        "history",
        """
        SELECT outcome, landmark, since, until, probability, abstained, cause_kind, cause_register,
          cause_row
        FROM norn_research.prediction_history(?) WHERE release = ?
        ORDER BY outcome, landmark, since""");
  }

  /**
   * @param question of a person and a release, about whom the release predicts
   */
  private JsonNode predicted(Context context, String name, String question) throws SQLException {
    String person = person(context);
    String release = releases.asked(context);
    if (!database.any(
        Asker.of(context).role(),
        "SELECT person FROM norn_research.prediction WHERE release = ? AND person = ? LIMIT 1",
        release,
        person)) {
      throw unknown();
    }
    var page = JsonRows.MAPPER.createObjectNode().put("person", person).put("release", release);
    page.set(name, database.rows(Asker.of(context).role(), question, person, release));
    return page;
  }

  private static String person(Context context) {
    String person = context.pathParam("person");
    if (!PSEUDONYM.matcher(person).matches()) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "[person] is no pseudonym; expected 32 to 64 lower-case hexadecimal digits");
    }
    return person;
  }

  private static int k(Context context) {
    String sent = context.queryParam("k");
    if (sent == null) {
      return DEFAULT_K;
    }
    int k = NUMBER.matcher(sent).matches() ? Integer.parseInt(sent) : 0;
    if (k < 1 || k > LARGEST_K) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "[k] is no number of neighbours; expected 1 to " + LARGEST_K);
    }
    return k;
  }

  private static Problem unknown() {
    return new Problem(HttpStatus.NOT_FOUND, "[person] has nothing in this release");
  }
}
