package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
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

  /** What the run says of each person. */
  Answer predictions(Context context) throws SQLException {
    String outcome = context.queryParam("outcome");
    if (outcome == null) {
      throw new Problem(HttpStatus.BAD_REQUEST, "[outcome] is missing; name one");
    }
    return exported(
        context,
        "scored_person",
        """
        SELECT person, landmark, outcome, probability, low, high, decile, percentile, abstained,
          expected_count, likeliest_class, class_probability, history_version, newest_recorded
        FROM norn_research.scored_person
        WHERE run = ? AND outcome = ? AND person > coalesce(?, '') ORDER BY person LIMIT ?""",
        outcome);
  }

  /** The embedding that the run's release has of each of its people at the landmark of the run. */
  Answer embeddings(Context context) throws SQLException {
    return exported(
        context,
        "person_embedding",
        """
        SELECT e.person, e.landmark, e.embedding, e.history_version, e.newest_recorded,
          e.encoded_at
        FROM norn_research.person_embedding e
        WHERE e.release = ?
          AND EXISTS (SELECT FROM norn_research.scored_person s
            WHERE s.run = ? AND s.person = e.person AND s.landmark = e.landmark)
          AND e.person > coalesce(?, '') ORDER BY e.person LIMIT ?""",
        null);
  }

  /**
   * @param outcome null where the release is asked for before the run
   */
  private Answer exported(Context context, String view, String sql, String outcome)
      throws SQLException {
    RowsFormat format = RowsFormat.asked(context);
    Page page = Page.asked(context, PERSON, USUAL_PAGE, LARGEST_PAGE);
    JsonNode run = runs.asked(context);
    String id = run.get("id").textValue();
    ReadRows rows =
        database.typed(
            Asker.of(context),
            view,
            sql,
            outcome == null ? run.get("release").textValue() : id,
            outcome == null ? id : outcome,
            page.after(),
            page.rowsToRead());
    page.cut(context, rows, "person");
    return format.answer(rows, provenance(context, run, rows));
  }

  private static Map<String, String> provenance(Context context, JsonNode run, ReadRows rows) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("source", "Norn " + context.path());
    run.properties()
        .forEach(
            named -> {
              String name = named.getKey().equals("id") ? "run" : named.getKey();
              provenance.put(name, named.getValue().asText("none"));
            });
    provenance.put("landmark", landmark(rows));
    provenance.put("query", context.queryString());
    provenance.put("asked_at", Instant.now().toString());
    provenance.put("request", RequestId.of(context));
    provenance.put("notice", "Personal data. Not for decisions about a person.");
    return provenance;
  }

  private static String landmark(ReadRows rows) {
    int column = rows.column("landmark");
    var landmarks = new TreeSet<String>();
    rows.rows().forEach(row -> landmarks.add(String.valueOf(row[column])));
    return landmarks.size() == 1 ? landmarks.first() : "of each row";
  }
}
