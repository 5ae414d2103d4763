package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * Rows of the people of a scoring run, for pandas, R and DuckDB: with what they come from inside.
 */
final class ExportRoutes {

  private static final Pattern PERSON = Pattern.compile("[0-9a-f]{32,64}");
  private static final int USUAL_PAGE = 1_000;
  private static final int LARGEST_PAGE = 50_000;

  private final ResearchDatabase database;
  private final RunRoutes runs;

  ExportRoutes(ResearchDatabase database, RunRoutes runs) {
    this.database = database;
    this.runs = runs;
  }

  Answer predictions(Context context) throws SQLException {
    String outcome = context.queryParam("outcome");
    if (outcome == null) {
      throw new Problem(HttpStatus.BAD_REQUEST, "[outcome] is missing; name one");
    }
    return exported(context, RunRows.PREDICTIONS, outcome);
  }

  Answer embeddings(Context context) throws SQLException {
    return exported(context, RunRows.EMBEDDINGS, null);
  }

  private Answer exported(Context context, RunRows what, String outcome) throws SQLException {
    RowsFormat format = RowsFormat.asked(context);
    Page page = Page.asked(context, PERSON, USUAL_PAGE, LARGEST_PAGE);
    Asker asker = Asker.of(context);
    JsonNode run =
        runs.asked(
            asker,
            context.queryParam("run"),
            context.queryParam("cohort"),
            context.queryParam("release"));
    ReadRows rows = what.page(database, asker, run, outcome, page.after(), page.rowsToRead());
    page.cut(context, rows, "person");
    return format.answer(
        rows,
        Provenance.of(
            context.path(),
            run,
            Provenance.landmark(rows),
            context.queryString(),
            RequestId.of(context)));
  }
}
