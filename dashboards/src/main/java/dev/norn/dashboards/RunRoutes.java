package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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

  RunRoutes(ResearchDatabase database) {
    this.database = database;
  }

  /** In order of id. */
  Answer all(Context context) throws SQLException {
    Page page = Page.asked(context, ID, LARGEST_PAGE, LARGEST_PAGE);
    ArrayNode rows =
        database.rows(
            Asker.of(context).role(),
            """
            SELECT id, release, calibration, cohort, known_by FROM norn_research.scoring_run
            WHERE id > coalesce(?, '') ORDER BY id LIMIT ?""",
            page.after(),
            page.rowsToRead());
    return Answer.tagged(page.cut(context, rows, "id"));
  }

  /** The finished run of that name. */
  JsonNode named(Asker asker, String run) throws SQLException {
    JsonNode found =
        run == null || !ID.matcher(run).matches()
            ? null
            : database.row(
                asker.role(),
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
