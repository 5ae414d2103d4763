package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.disclosure.DisclosureRules;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is asked about maps: their points, who one is, and what separates a selection. */
final class MapRoutes {

  static final String PATH = "/api/v1/maps";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final String LIVES = "LIVES";
  private static final String TOKENS = "TOKENS";

  private final ResearchDatabase database;
  private final ReleaseRoutes releases;
  private final DisclosureRules rules;

  MapRoutes(ResearchDatabase database, ReleaseRoutes releases, DisclosureRules rules) {
    this.database = database;
    this.releases = releases;
    this.rules = rules;
  }

  /** Of one release, the newest first. */
  Answer all(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    ObjectNode answer = JsonRows.MAPPER.createObjectNode();
    answer.set(
        "maps",
        database.rows(
            asker,
            """
            SELECT id, release, kind, method, seed, points, laid_out, neighbours_kept,
              trustworthiness, triplets_kept, rotated_onto, fitted_at
            FROM norn_research.projection WHERE release = ? ORDER BY fitted_at DESC, id DESC""",
            releases.asked(asker, context.queryParam("release"))));
    return Answer.tagged(answer);
  }

  Answer tokens(Context context) throws SQLException {
    JsonNode map = map(context, TOKENS);
    ObjectNode answer = JsonRows.MAPPER.createObjectNode();
    answer.set(
        "tokens",
        database.rows(
            Asker.of(context),
            """
            SELECT token, register, x, y, persons, stability
            FROM norn_research.token_point WHERE projection = ? ORDER BY id""",
            map.get("id").longValue()));
    return Answer.tagged(answer);
  }

  /** All at once, however many: they are drawn together. */
  Answer points(Context context) throws SQLException {
    RowsFormat format = RowsFormat.asked(context);
    Asker asker = Asker.of(context);
    JsonNode map = map(context, LIVES);
    String release = map.get("release").textValue();
    String outcome = outcome(asker, release, context.queryParam("outcome"));
    String cohort = context.queryParam("cohort");
    if (cohort != null) {
      refuseUnlessScored(asker, release, cohort);
    }
    MapPoints points = new MapPoints(map.get("id").longValue(), release, outcome, cohort);
    ObjectNode source = JsonRows.MAPPER.createObjectNode();
    source.set("map", map.get("id"));
    for (String known : List.of("release", "method", "fitted_at")) {
      source.set(known, map.get(known));
    }
    Map<String, String> provenance =
        Provenance.of(
            context.path(), source, "of each point", context.queryString(), RequestId.of(context));
    return Answer.streamed(
        format.mediaType(),
        points.count(database, asker),
        out -> points.write(database, asker, format, provenance, out));
  }

  Answer point(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    JsonNode map = map(context, LIVES);
    String number = context.pathParam("point");
    JsonNode found =
        NUMBER.matcher(number).matches()
            ? database.row(
                asker,
                """
                SELECT point, person, x, y, landmark FROM norn_research.projection_point
                WHERE projection = ? AND point = ?""",
                map.get("id").longValue(),
                Integer.parseInt(number))
            : null;
    if (found == null) {
      throw new Problem(HttpStatus.NOT_FOUND, "[point] is none of this map");
    }
    ObjectNode answer = (ObjectNode) found;
    answer.set(
        "probabilities",
        database.rows(
            asker,
            """
            SELECT outcome, probability FROM norn_research.prediction
            WHERE release = ? AND person = ? AND landmark = ?::date ORDER BY outcome""",
            map.get("release").textValue(),
            found.get("person").textValue(),
            found.get("landmark").textValue()));
    return Answer.json(answer);
  }

  Answer selection(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    JsonNode map = map(context, LIVES);
    Lasso lasso = Lasso.asked(context);
    String outcome = outcome(asker, map.get("release").textValue(), lasso.outcome());
    return new MapSelection(
            rules,
            database.rows(
                asker,
                """
                SELECT kind, name, register, people, others, value, other_value
                FROM norn_research.map_selection(?, ?::polygon, ?)""",
                map.get("id").longValue(),
                lasso.corners(),
                outcome))
        .answer();
  }

  private JsonNode map(Context context, String kind) throws SQLException {
    String number = context.pathParam("map");
    JsonNode map =
        NUMBER.matcher(number).matches()
            ? database.row(
                Asker.of(context),
                "SELECT id, release, method, fitted_at FROM norn_research.projection"
                    + " WHERE id = ? AND kind = ?",
                Long.parseLong(number),
                kind)
            : null;
    if (map == null) {
      throw new Problem(
          HttpStatus.NOT_FOUND,
          "[map] is no map of kind %s; %s lists the maps of a release".formatted(kind, PATH));
    }
    return map;
  }

  private String outcome(Asker asker, String release, String named) throws SQLException {
    if (named != null
        && !database.any(
            asker,
            "SELECT outcome FROM norn_research.prediction WHERE release = ? AND outcome = ? LIMIT 1",
            release,
            named)) {
      throw new Problem(HttpStatus.NOT_FOUND, "[outcome] the map's release predicts it of nobody");
    }
    return named;
  }

  private void refuseUnlessScored(Asker asker, String release, String cohort) throws SQLException {
    if (!database.any(
        asker,
        "SELECT id FROM norn_research.scoring_run WHERE cohort = ? AND release = ? LIMIT 1",
        cohort,
        release)) {
      throw new Problem(
          HttpStatus.NOT_FOUND,
          "[cohort] the map's release has no finished run of it; /api/v1/runs lists them");
    }
  }
}
