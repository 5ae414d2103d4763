package dev.norn.db.neighbour;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds the index of neighbours of a release at a landmark: an inverted file (Jégou, Douze and
 * Schmid 2011, section III) over the embeddings' principal directions. The index that was there
 * answers until the new one is measured and good enough.
 *
 * <p>Not thread-safe; two processes that build the same index at once exclude each other.
 */
public final class NeighbourIndex {

  /** Below this everybody is looked at in a few milliseconds. */
  public static final int FEWEST = 1_000;

  /** What an index must find of the exact ten neighbours, in the mean. */
  public static final double LEAST_RECALL = 0.95;

  /** Probes are chosen for more, as they are chosen on the people whom they are measured on. */
  private static final double AIM = 0.975;

  /** Of wide embeddings, whose projections say only about how near they are. */
  private static final int SHORTLIST = 20;

  /** Where projections lose nothing. Some are older than the embedding. */
  private static final int SHORTLIST_OF_EXACT = 3;

  private static final int ASKED = 200;
  private static final int MOST_LISTS = 16_384;
  private static final int SAMPLE_OF_A_LIST = 32;

  private static final int BATCH_ROWS = 1_000;

  /**
   * Waits for writers and keeps others away till the transaction ends: none notes a new embedding
   * for an index that goes, or misses one that comes.
   */
  private static final String LOCK =
      "LOCK TABLE ONLY norn.person_embedding IN SHARE ROW EXCLUSIVE MODE";

  private final Connection reading;
  private final Connection writing;
  private final String release;
  private final LocalDate landmark;
  private final long seed;

  /**
   * @param reading a connection without open work, the caller's to close
   * @param writing another one with the rights of {@code norn_writer}, {@code norn_researcher} and
   *     {@code norn_population}
   * @param seed of the people who teach the lists and of those who measure them
   */
  public NeighbourIndex(
      Connection reading, Connection writing, String release, LocalDate landmark, long seed) {
    this.reading = reading;
    this.writing = writing;
    this.release = release;
    this.landmark = landmark;
    this.seed = seed;
  }

  /** Hears how far the build is. */
  public interface Progress {
    void begins(String stage, long people);

    void done(long people);
  }

  /**
   * What was built.
   *
   * @param spread share of the embeddings' variance along the directions, 0 to 1
   * @param probes lists that a question looks through
   * @param recall mean share of the exact ten neighbours found, of 200 people
   * @param milliseconds that each of their questions took, ascending
   */
  public record Built(
      long id,
      long people,
      int lists,
      int directions,
      double spread,
      int probes,
      double recall,
      double[] milliseconds) {}

  /**
   * @throws IllegalArgumentException if there are fewer than {@value #FEWEST} people
   * @throws IllegalStateException if another process builds this index, or if the built one finds
   *     less than {@link #LEAST_RECALL}; the former one stays
   */
  public Built build(Progress progress) throws Exception {
    reading.setAutoCommit(false);
    writing.setAutoCommit(false);
    Embeddings embeddings = new Embeddings(reading, release, landmark);
    refuseFew(embeddings.count());
    reading.rollback();
    lockOut();
    try {
      long id = begin();
      reading.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      return fill(id, embeddings, progress);
    } finally {
      reading.rollback();
      writing.rollback();
      execute("SELECT pg_advisory_unlock(hashtextextended(?, 0))", lockName());
      writing.commit();
    }
  }

  private Built fill(long id, Embeddings embeddings, Progress progress) throws Exception {
    long people = embeddings.count();
    progress.begins("lists", -1);
    int lists = (int) Math.min(MOST_LISTS, Math.round(4 * Math.sqrt(people)));
    List<float[]> sample = embeddings.drawn((double) lists * SAMPLE_OF_A_LIST / people, seed);
    InvertedLists inverted = InvertedLists.learn(sample, lists, seed);
    write(id, inverted);
    ExactNeighbours exact = new ExactNeighbours(embeddings.asked(ASKED, seed + 1));
    progress.begins("people", people);
    enter(id, inverted, embeddings, exact, progress);
    progress.begins("order", -1);
    leaveOutWhoIsGone(id);
    execute("SELECT norn.order_neighbour_partition(?)", id);
    writing.commit();
    progress.begins("recall", ASKED);
    int probes = exact.probesFor(AIM, inverted);
    double[] milliseconds = new double[ASKED];
    double recall =
        publish(new Finish(id, people, probes, shortlist(inverted)), exact, milliseconds, progress);
    dropOthers(id);
    PrincipalDirections directions = inverted.directions();
    return new Built(
        id,
        people,
        lists,
        directions.directions().length,
        directions.spread(),
        probes,
        recall,
        milliseconds);
  }

  private static int shortlist(InvertedLists inverted) {
    float[][] directions = inverted.directions().directions();
    return directions.length == directions[0].length ? SHORTLIST_OF_EXACT : SHORTLIST;
  }

  private static void refuseFew(long people) {
    if (people < FEWEST) {
      throw new IllegalArgumentException(
          "[index] %d people are embedded by this release at this landmark; expected %d or more: below that a question looks at everybody as fast"
              .formatted(people, FEWEST));
    }
  }

  private String lockName() {
    return "norn.neighbour_index " + release + " " + landmark;
  }

  private void lockOut() throws SQLException {
    try (PreparedStatement statement =
        writing.prepareStatement("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")) {
      statement.setString(1, lockName());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (!row.getBoolean(1)) {
          throw new IllegalStateException(
              "[index] another process builds this index; wait for it or stop it");
        }
      }
    }
  }

  /**
   * From here on new embeddings are noted. The lock waits for writers that began before and would
   * not see the index.
   */
  private long begin() throws SQLException {
    execute(LOCK);
    dropWhere("finished IS NULL");
    long id;
    try (PreparedStatement statement =
        writing.prepareStatement(
            "INSERT INTO norn.neighbour_index (release, landmark, seed) VALUES (?, ?, ?) RETURNING id")) {
      statement.setString(1, release);
      statement.setObject(2, landmark);
      statement.setLong(3, seed);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        id = row.getLong(1);
      }
    }
    execute("SELECT norn.add_neighbour_partition(?)", id);
    writing.commit();
    return id;
  }

  private void write(long id, InvertedLists inverted) throws SQLException {
    try (PreparedStatement statement =
        writing.prepareStatement(
            """
            INSERT INTO norn.neighbour_direction (index, number, cube_1, cube_2, cube_3)
            SELECT ?, ?, norn.cube(d[1:96]::float8[]), norn.cube(d[97:192]::float8[]),
              norn.cube(d[193:288]::float8[])
            FROM (SELECT ?::real[] AS d) AS direction""")) {
      float[][] directions = inverted.directions().directions();
      for (int number = 1; number <= directions.length; number++) {
        statement.setLong(1, id);
        statement.setInt(2, number);
        statement.setObject(3, directions[number - 1]);
        statement.addBatch();
      }
      statement.executeBatch();
    }
    try (PreparedStatement statement =
        writing.prepareStatement(
            "INSERT INTO norn.neighbour_list (index, list, centroid) VALUES (?, ?, norn.cube(?::float8[]))")) {
      for (int list = 0; list < inverted.count(); list++) {
        statement.setLong(1, id);
        statement.setInt(2, list);
        statement.setObject(3, inverted.centroid(list));
        statement.addBatch();
      }
      statement.executeBatch();
    }
    writing.commit();
  }

  private void enter(
      long id,
      InvertedLists inverted,
      Embeddings embeddings,
      ExactNeighbours exact,
      Progress progress)
      throws Exception {
    // By INSERT: PostgreSQL refuses a COPY into a table whose rows policies guard.
    try (PreparedStatement statement =
        writing.prepareStatement(
            "INSERT INTO norn.neighbour_entry (index, list, person, projection)"
                + " VALUES (?, ?, ?, norn.cube(?::float8[]))")) {
      long[] done = {0};
      embeddings.each(
          (person, embedding) -> {
            float[] projected = inverted.project(embedding);
            int list = inverted.listOf(projected);
            statement.setLong(1, id);
            statement.setInt(2, list);
            statement.setString(3, person);
            statement.setObject(4, projected);
            statement.addBatch();
            exact.pass(person, embedding, list);
            if (++done[0] % BATCH_ROWS == 0) {
              statement.executeBatch();
            }
            progress.done(done[0]);
          });
      statement.executeBatch();
    }
    writing.commit();
  }

  /**
   * Who was forgotten while people were entered. The lock waits for forgettings that have not ended
   * and could not see the entry.
   */
  private void leaveOutWhoIsGone(long id) throws SQLException {
    execute(LOCK);
    execute(
        """
        DELETE FROM norn.neighbour_entry n WHERE n.index = ? AND NOT EXISTS (
          SELECT FROM norn.person_embedding e
          WHERE e.release = ? AND e.landmark = ? AND e.person = n.person)""",
        id,
        release,
        landmark);
    writing.commit();
  }

  private record Finish(long id, long people, int probes, int shortlist) {}

  private void finish(Finish finish, double recall) throws SQLException {
    execute(
        """
        UPDATE norn.neighbour_index SET finished = clock_timestamp(), persons = ?, probes = ?,
          shortlist = ?, recall = ? WHERE id = ?""",
        finish.people(),
        finish.probes(),
        finish.shortlist(),
        recall,
        finish.id());
  }

  /** Asks as a researcher would, before anybody else sees the index. */
  private double publish(
      Finish finish, ExactNeighbours exact, double[] milliseconds, Progress progress)
      throws SQLException {
    finish(finish, 1);
    double recall = 0;
    for (int i = 0; i < exact.asked().size(); i++) {
      long begun = System.nanoTime();
      List<Double> cosines = cosines(exact.asked().get(i).person());
      milliseconds[i] = (System.nanoTime() - begun) / 1e6;
      recall += exact.recall(i, cosines) / exact.asked().size();
      progress.done(i + 1L);
    }
    Arrays.sort(milliseconds);
    if (recall < LEAST_RECALL) {
      writing.rollback();
      execute(LOCK);
      execute("SELECT norn.drop_neighbour_index(?)", finish.id());
      writing.commit();
      throw new IllegalStateException(
          "[index] it would find %.3f of the exact neighbours; expected %.2f or more. Questions go on without it"
              .formatted(recall, LEAST_RECALL));
    }
    finish(finish, recall);
    writing.commit();
    return recall;
  }

  private List<Double> cosines(String person) throws SQLException {
    try (PreparedStatement statement =
        writing.prepareStatement("SELECT cosine FROM norn_research.nearest_persons(?, ?, ?, ?)")) {
      statement.setString(1, person);
      statement.setInt(2, ExactNeighbours.K);
      statement.setString(3, release);
      statement.setObject(4, landmark);
      List<Double> cosines = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          cosines.add(rows.getDouble(1));
        }
      }
      return cosines;
    }
  }

  private void dropOthers(long id) throws SQLException {
    execute(LOCK);
    dropWhere("id < " + id);
    writing.commit();
  }

  private void dropWhere(String condition) throws SQLException {
    execute(
        "SELECT norn.drop_neighbour_index(id) FROM norn.neighbour_index"
            + " WHERE release = ? AND landmark = ? AND "
            + condition,
        release,
        landmark);
  }

  private void execute(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = writing.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }
}
