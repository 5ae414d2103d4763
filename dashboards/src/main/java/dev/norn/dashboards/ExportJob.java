package dev.norn.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/**
 * All rows of a scoring run's people, not a page of them.
 *
 * @param run this, or a cohort by a release; the run alone once it is accepted
 * @param outcome of predictions; null of embeddings
 * @param format CSV without one
 */
record ExportJob(
    RunRows rows, String run, String cohort, String release, String outcome, RowsFormat format)
    implements JobQuestion {

  private static final int PAGE = 5_000;

  @Override
  public Needs needs() {
    return new Needs(
        rows == null ? RunRows.EMBEDDINGS.role() : rows.role(), true, java.util.Set.of(), false);
  }

  @Override
  public boolean ofPersons() {
    return true;
  }

  @Override
  public JobQuestion accepted(Asker asker, JobDesk desk) throws SQLException {
    if (rows == null || (rows == RunRows.PREDICTIONS) == (outcome == null)) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "[rows] expected predictions with an outcome, or embeddings without one");
    }
    JsonNode found = desk.runs().asked(asker, run, cohort, release);
    return new ExportJob(
        rows,
        found.get("id").textValue(),
        null,
        null,
        outcome,
        format == null ? RowsFormat.CSV : format);
  }

  @Override
  public JobResult answer(JobDesk desk, RunningJob job) throws IOException, SQLException {
    JsonNode found = desk.runs().named(job.asker(), run);
    JsonNode extent = rows.extent(desk.database(), job.asker(), found, outcome);
    Map<String, String> provenance =
        Provenance.of(
            JobRoutes.PATH,
            found,
            extent.get("landmark").asText("of each row"),
            query(),
            job.request());
    long persons = extent.get("persons").asLong();
    return rows.streamed(
        desk.database(),
        job.asker(),
        found,
        outcome,
        PAGE,
        pages -> job.write(format, watched(pages, job, persons), provenance));
  }

  private String query() {
    ObjectNode query = JsonRows.MAPPER.valueToTree(this);
    return query.toString();
  }

  /** Tells how far it is, and hears whether anybody waits for more. */
  private static RowsPages watched(RowsPages pages, RunningJob job, long persons) {
    return new RowsPages() {
      private boolean begun;
      private long read;

      @Override
      public ReadRows next() throws SQLException {
        job.reached(persons == 0 ? 0 : (double) read / persons);
        ReadRows page = pages.next();
        read += page.rows().size();
        // The first page says what columns there are, even where nobody is in it.
        boolean last = begun && page.rows().isEmpty();
        begun = true;
        return last ? null : page;
      }
    };
  }
}
