package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.norn.disclosure.DisclosureRules;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** What is asked about finished scoring runs. */
final class RunRoutes {

  /** Of releases and runs, and what a page of them ends with. */
  static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,200}");

  private static final int LARGEST_PAGE = 1_000;

  private final ResearchDatabase database;
  private final ReleaseRoutes releases;
  private final DisclosureRules rules;

  RunRoutes(ResearchDatabase database, ReleaseRoutes releases, DisclosureRules rules) {
    this.database = database;
    this.releases = releases;
    this.rules = rules;
  }

  /** In order of id. */
  Answer all(Context context) throws SQLException {
    Page page = Page.asked(context, ID, LARGEST_PAGE, LARGEST_PAGE);
    ArrayNode rows =
        database.rows(
            Asker.of(context),
            """
            SELECT id, release, calibration, cohort, known_by FROM norn_research.scoring_run
            WHERE id > coalesce(?, '') ORDER BY id LIMIT ?""",
            page.after(),
            page.rowsToRead());
    return Answer.tagged(page.cut(context, rows, "id"));
  }

  /** With what it is of. */
  Answer one(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    String id = named(asker, context.pathParam("id")).get("id").textValue();
    return Answer.tagged(
        database.row(
            asker,
            """
            SELECT id, release, calibration, cohort, known_by, definition, started, finished
            FROM norn_research.scoring_run WHERE id = ?""",
            id));
  }

  /** As the run wrote it, small cells held back. */
  Answer report(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    String id = named(asker, context.pathParam("id")).get("id").textValue();
    JsonNode kept =
        database.row(
            asker,
            "SELECT minimum_count, report FROM norn_research.scoring_report WHERE run = ?",
            id);
    if (kept == null) {
      throw new Problem(
          HttpStatus.NOT_FOUND, "[report] the run was made before reports were kept; score again");
    }
    int held = kept.get("minimum_count").intValue();
    if (held < rules.minimumCount()) {
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "MINIMUM_COUNT",
          "[report] holds back counts of fewer people than %d, this server those of fewer than %d;"
                  .formatted(held, rules.minimumCount())
              + " score again under its rules");
    }
    return Answer.tagged(kept.get("report"));
  }

  /** Who is in two runs and how far probabilities moved. */
  Answer compare(Context context) throws SQLException {
    Asker asker = Asker.of(context);
    String before = asked(asker, context, "before");
    String after = asked(asker, context, "after");
    ArrayNode rows =
        database.rows(
            asker,
            """
            SELECT outcome, kind, cause, place, name, persons, mean_before, mean_after, mean_change,
              mean_size
            FROM norn_research.run_comparison(?, ?, ?)""",
            before,
            after,
            rules.minimumCount());
    if (rows.isEmpty()) {
      throw new Problem(HttpStatus.NOT_FOUND, "[after] the runs score no outcome in common");
    }
    rows.forEach(this::round);
    ObjectNode answer = JsonRows.MAPPER.createObjectNode();
    answer.put("before", before).put("after", after).set("comparison", rows);
    return Answer.json(answer);
  }

  private void round(JsonNode row) {
    if (!row.get("persons").isNull()) {
      ((ObjectNode) row).put("persons", rules.rounded(row.get("persons").longValue()));
    }
  }

  private String asked(Asker asker, Context context, String parameter) throws SQLException {
    String run = context.queryParam(parameter);
    if (run == null) {
      throw new Problem(HttpStatus.BAD_REQUEST, "[%s] is missing; name a run".formatted(parameter));
    }
    return named(asker, run).get("id").textValue();
  }

  /**
   * The run of that name, or the only one of the cohort by the release.
   *
   * @param release null for the live one
   */
  JsonNode asked(Asker asker, String run, String cohort, String release) throws SQLException {
    if ((run == null) == (cohort == null)) {
      throw new Problem(HttpStatus.BAD_REQUEST, "[run] name a run, or else a cohort");
    }
    return run == null ? ofCohort(asker, cohort, release) : named(asker, run);
  }

  private JsonNode ofCohort(Asker asker, String cohort, String release) throws SQLException {
    ArrayNode found =
        database.rows(
            asker,
            """
            SELECT id, release, calibration, cohort, known_by FROM norn_research.scoring_run
            WHERE cohort = ? AND release = ? ORDER BY id LIMIT 2""",
            cohort,
            releases.asked(asker, release));
    if (found.isEmpty()) {
      throw new Problem(
          HttpStatus.NOT_FOUND,
          "[cohort] the release has no finished scoring run of it; /api/v1/runs lists all");
    }
    if (found.size() > 1) {
      throw new Problem(
          HttpStatus.CONFLICT,
          "[cohort] the release has several finished runs of it; name one with run=");
    }
    return found.get(0);
  }

  /** The finished run of that name. */
  JsonNode named(Asker asker, String run) throws SQLException {
    JsonNode found =
        run == null || !ID.matcher(run).matches()
            ? null
            : database.row(
                asker,
                """
                SELECT id, release, calibration, cohort, known_by
                FROM norn_research.scoring_run WHERE id = ?""",
                run);
    if (found == null) {
      throw new Problem(
          HttpStatus.NOT_FOUND, "[run] is no finished scoring run; /api/v1/runs lists those");
    }
    return found;
  }
}
