package dev.norn.dashboards;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.disclosure.CallerRole;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** Rows that a finished scoring run has of each of its people, in order of person. */
enum RunRows {
  /** What the run says of each person. */
  @JsonProperty("predictions")
  PREDICTIONS(
      "scored_person",
      CallerRole.ANALYST,
      """
      SELECT person, landmark, outcome, probability, low, high, decile, percentile, abstained,
        expected_count, likeliest_class, class_probability, history_version, newest_recorded
      FROM norn_research.scored_person
      WHERE run = ? AND outcome = ? AND person > coalesce(?, '') ORDER BY person LIMIT ?::bigint"""),

  /** The embedding that the run's release has of each of its people at the landmark of the run. */
  @JsonProperty("embeddings")
  EMBEDDINGS(
      "person_embedding",
      CallerRole.RESEARCHER,
      """
      SELECT e.person, e.landmark, e.embedding, e.history_version, e.newest_recorded,
        e.encoded_at
      FROM norn_research.person_embedding e
      WHERE e.release = ?
        AND EXISTS (SELECT FROM norn_research.scored_person s
          WHERE s.run = ? AND s.person = e.person AND s.landmark = e.landmark)
        AND e.person > coalesce(?, '') ORDER BY e.person LIMIT ?::bigint""");

  /** Without its person and limit, the question of every row counted. */
  private static final String EXTENT =
      """
      SELECT count(*) AS persons,
        CASE WHEN min(landmark) = max(landmark) THEN min(landmark) END AS landmark FROM (""";

  private final String view;
  private final CallerRole role;
  private final String sql;

  RunRows(String view, CallerRole role, String sql) {
    this.view = view;
    this.role = role;
    this.sql = sql;
  }

  /** What a caller is who may have them. */
  CallerRole role() {
    return role;
  }

  /**
   * @param outcome of predictions; embeddings have none
   * @param after person that the page before ended with; null for the first
   */
  ReadRows page(
      ResearchDatabase database, Asker asker, JsonNode run, String outcome, String after, int limit)
      throws SQLException {
    return database.typed(asker, view, sql, parameters(run, outcome, after, limit));
  }

  /**
   * All of them, as they are when it begins.
   *
   * @param page rows of a page; the last one has fewer, and may have none
   */
  <T> T streamed(
      ResearchDatabase database,
      Asker asker,
      JsonNode run,
      String outcome,
      int page,
      ResearchDatabase.Streaming<T> use)
      throws IOException, SQLException {
    return database.streamed(
        asker, view, Map.of(), page, use, sql, parameters(run, outcome, null, null));
  }

  /** How many rows there are (persons), and their landmark where they have one. */
  JsonNode extent(ResearchDatabase database, Asker asker, JsonNode run, String outcome)
      throws SQLException {
    return database.row(
        asker, EXTENT + sql + ") AS all_rows", parameters(run, outcome, null, null));
  }

  private Object[] parameters(JsonNode run, String outcome, String after, Integer limit) {
    String id = run.get("id").textValue();
    return this == EMBEDDINGS
        ? new Object[] {run.get("release").textValue(), id, after, limit}
        : new Object[] {id, outcome, after, limit};
  }
}
