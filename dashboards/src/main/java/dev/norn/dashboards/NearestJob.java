package dev.norn.dashboards;

import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The nearest persons of many, each at the person's newest landmark.
 *
 * @param persons as many as the body holds; none once the job has ended, or they were forgotten
 * @param k 1 to 1,000; 10 without
 * @param format CSV without one
 */
record NearestJob(List<String> persons, Integer k, String release, RowsFormat format)
    implements JobQuestion {

  private static final Pattern PSEUDONYM = Pattern.compile("[0-9a-f]{32,64}");
  private static final int PAGE = 20;
  private static final Map<String, String> COMMENTS =
      Map.of(
          "person", "Pseudonym of the person whose neighbours they are.",
          "neighbour", "Pseudonym of the neighbour.",
          "cosine", "Cosine of the angle between their embeddings, nearest first.");

  @Override
  public Needs needs() {
    return Needs.researcherWithPurpose();
  }

  @Override
  public boolean ofPersons() {
    return true;
  }

  @Override
  public JobQuestion accepted(Asker asker, JobDesk desk) throws SQLException {
    if (persons == null
        || persons.isEmpty()
        || !persons.stream().allMatch(NearestJob::isPseudonym)) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "[persons] expected pseudonyms, each 32 to 64 lower-case hexadecimal digits");
    }
    int neighbours = k == null ? PersonRoutes.DEFAULT_K : k;
    if (neighbours < 1 || neighbours > PersonRoutes.LARGEST_K) {
      throw new Problem(
          HttpStatus.BAD_REQUEST, "[k] expected 1 to %d".formatted(PersonRoutes.LARGEST_K));
    }
    return new NearestJob(
        persons.stream().distinct().toList(),
        neighbours,
        desk.releases().asked(asker, release),
        Objects.requireNonNullElse(format, RowsFormat.CSV));
  }

  private static boolean isPseudonym(String person) {
    return person != null && PSEUDONYM.matcher(person).matches();
  }

  @Override
  public JobResult answer(JobDesk desk, RunningJob job) throws IOException, SQLException {
    Map<String, String> provenance =
        Provenance.of(
            JobRoutes.PATH,
            JsonRows.MAPPER.createObjectNode().put("release", release),
            "newest of each person",
            "nearest, k=" + k,
            job.request());
    return job.write(format, pages(desk, job), provenance);
  }

  private RowsPages pages(JobDesk desk, RunningJob job) {
    List<String> asked = persons == null ? List.of() : persons;
    return new RowsPages() {
      private int read = -1;

      @Override
      public ReadRows next() throws SQLException {
        if (read >= asked.size()) {
          return null;
        }
        int from = Math.max(0, read);
        job.reached(asked.isEmpty() ? 0 : (double) from / asked.size());
        read = Math.min(from + PAGE, asked.size());
        return nearest(desk, job, asked.subList(from, read));
      }
    };
  }

  private ReadRows nearest(JobDesk desk, RunningJob job, List<String> some) throws SQLException {
    return desk.database()
        .described(
            job.asker(),
            COMMENTS,
            """
            SELECT p.person, n.neighbour, n.cosine
            FROM unnest(?::text[]) WITH ORDINALITY AS p (person, place)
            CROSS JOIN LATERAL norn_research.nearest_persons(p.person, ?, ?) AS n
            ORDER BY p.place, n.cosine DESC, n.neighbour""",
            some.toArray(String[]::new),
            k,
            release);
  }
}
