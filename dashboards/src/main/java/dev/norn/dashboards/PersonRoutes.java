package dev.norn.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** What is asked about one person. */
final class PersonRoutes {

  static final int DEFAULT_K = 10;
  static final int LARGEST_K = 1_000;

  private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{32,64}");
  private static final Pattern CHANGE = Pattern.compile("[0-9]{1,18}");
  private static final int LARGEST_PAGE = 1_000;

  private final ResearchDatabase database;
  private final ReleaseRoutes releases;

  PersonRoutes(ResearchDatabase database, ReleaseRoutes releases) {
    this.database = database;
    this.releases = releases;
  }

  /** Embeddings and predictions of one release, newest landmark first. */
  Answer one(Context context) throws SQLException {
    String person = person(context);
    String release = releases.asked(Asker.of(context), context.queryParam("release"));
    var embeddings =
        database.rows(
            Asker.of(context),
            """
            SELECT landmark, embedding, history_version, newest_recorded, encoded_at
            FROM norn_research.person_embedding WHERE release = ? AND person = ?
            ORDER BY landmark DESC""",
            release,
            person);
    var predictions =
        database.rows(
            Asker.of(context),
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
    return Answer.json(page);
  }

  /** The nearest persons at the person's newest landmark, nearest first. */
  Answer nearest(Context context) throws SQLException {
    String person = person(context);
    int k = Page.number(context, "k", DEFAULT_K, LARGEST_K);
    String release = releases.asked(Asker.of(context), context.queryParam("release"));
    refuseUnlessEmbedded(context, release, person);
    var page = JsonRows.MAPPER.createObjectNode().put("person", person).put("release", release);
    page.set(
        "nearest",
        database.rows(
            Asker.of(context),
            """
            SELECT neighbour, cosine
            FROM norn_research.nearest_persons(?, ?, ?, cohort => ?)""",
            person,
            k,
            release,
            context.queryParam("cohort")));
    return Answer.json(page);
  }

  /** How much the person has of each concept of the release, in order of their names. */
  Answer concepts(Context context) throws SQLException {
    String person = person(context);
    String release = releases.asked(Asker.of(context), context.queryParam("release"));
    refuseUnlessEmbedded(context, release, person);
    var page = JsonRows.MAPPER.createObjectNode().put("person", person).put("release", release);
    page.set(
        "concepts",
        database.rows(
            Asker.of(context),
            """
            SELECT c.concept, norn_research.concept_score(c.concept, ?, c.release) AS score
            FROM norn_research.concept c WHERE c.release = ? ORDER BY c.concept""",
            person,
            release));
    return Answer.json(page);
  }

  /** Score changes of the release asked for, newest first. */
  Answer changes(Context context) throws SQLException {
    Page page = Page.asked(context, CHANGE, LARGEST_PAGE, LARGEST_PAGE);
    ObjectNode answer = predicted(context);
    ArrayNode changes =
        database.rows(
            Asker.of(context),
            """
            SELECT id, landmark, outcome, from_probability, to_probability, from_abstained,
              to_abstained, cause_register, cause_row, cause_kind, history_version, changed_at,
              from_release, from_landmark
            FROM norn_research.score_change
            WHERE person = ? AND release = ? AND id < coalesce(?::bigint, 9223372036854775807)
            ORDER BY id DESC LIMIT ?""",
            answer.get("person").textValue(),
            answer.get("release").textValue(),
            page.after(),
            page.rowsToRead());
    answer.set("changes", page.cut(context, changes, "id"));
    return Answer.json(answer);
  }

  /** Every value that stood, oldest first within outcome and landmark, of the release asked for. */
  Answer history(Context context) throws SQLException {
    ObjectNode answer = predicted(context);
    answer.set(
        "history",
        database.rows(
            Asker.of(context),
            """
            SELECT outcome, landmark, since, until, probability, abstained, cause_kind,
              cause_register, cause_row
            FROM norn_research.prediction_history(?) WHERE release = ?
            ORDER BY outcome, landmark, since""",
            answer.get("person").textValue(),
            answer.get("release").textValue()));
    return Answer.json(answer);
  }

  private void refuseUnlessEmbedded(Context context, String release, String person)
      throws SQLException {
    if (!database.any(
        Asker.of(context),
        "SELECT person FROM norn_research.person_embedding WHERE release = ? AND person = ? LIMIT 1",
        release,
        person)) {
      throw unknown();
    }
  }

  /** The person and the release asked for, which predicts about the person. */
  private ObjectNode predicted(Context context) throws SQLException {
    String person = person(context);
    String release = releases.asked(Asker.of(context), context.queryParam("release"));
    if (!database.any(
        Asker.of(context),
        "SELECT person FROM norn_research.prediction WHERE release = ? AND person = ? LIMIT 1",
        release,
        person)) {
      throw unknown();
    }
    return JsonRows.MAPPER.createObjectNode().put("person", person).put("release", release);
  }

  static String person(Context context) {
    String person = context.pathParam("person");
    if (!PSEUDONYM.matcher(person).matches()) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "[person] is no pseudonym; expected 32 to 64 lower-case hexadecimal digits");
    }
    return person;
  }

  private static Problem unknown() {
    return new Problem(HttpStatus.NOT_FOUND, "[person] has nothing in this release");
  }
}
