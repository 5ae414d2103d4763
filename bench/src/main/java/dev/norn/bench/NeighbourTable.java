package dev.norn.bench;

import dev.norn.cli.local.LocalStack;
import dev.norn.cli.local.WorkFolder;
import dev.norn.db.Schema;
import dev.norn.db.SignCode;
import dev.norn.db.Upserts;
import dev.norn.db.neighbour.NeighbourIndex;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Prints how fast a question for neighbours is with an index and without, and what it finds. */
public final class NeighbourTable {

  private static final String RELEASE = "bench";
  private static final LocalDate LANDMARK = LocalDate.of(2020, 12, 31);
  private static final String ASK =
      "SELECT cosine FROM norn_research.nearest_persons(?, 10, '" + RELEASE + "')";
  private static final String EXACT =
      """
      SELECT 1 - ((e.cube_1 OPERATOR(norn.<->) q.cube_1) ^ 2 + (e.cube_2 OPERATOR(norn.<->) q.cube_2) ^ 2
        + (e.cube_3 OPERATOR(norn.<->) q.cube_3) ^ 2) / 2
      FROM norn.person_embedding e, norn.person_embedding q
      WHERE e.release = '%1$s' AND q.release = '%1$s' AND q.person = ? AND e.person <> q.person
      ORDER BY 1 DESC LIMIT 10"""
          .formatted(RELEASE);

  private final SyntheticEmbeddings embeddings;
  private final int people;
  private final int questions;

  private NeighbourTable(int people, int width, int questions) {
    this.embeddings = new SyntheticEmbeddings(width, people);
    this.people = people;
    this.questions = questions;
  }

  public static void main(String[] args) throws Exception {
    for (String argument : args) {
      if (!argument.matches("\\d+") || args.length > 3) {
        System.out.println(
            """
            usage: bench/run neighbours [PEOPLE [WIDTH [QUESTIONS]]]
            Writes synthetic embeddings (1,000,000 of width 24) into a PostgreSQL of its own, builds the
            index of norn index and asks for the ten nearest of so many people (100): by
            nearest_persons before and after, and by an exact scan, which the recall is taken of.""");
        System.exit(argument.equals("--help") ? 0 : 2);
      }
    }
    new NeighbourTable(
            args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000,
            args.length > 1 ? Integer.parseInt(args[1]) : 24,
            args.length > 2 ? Integer.parseInt(args[2]) : 100)
        .run();
    System.exit(0);
  }

  private void run() throws Exception {
    WorkFolder work = WorkFolder.at(Files.createTempDirectory("norn-bench").resolve("work"));
    try (LocalStack stack = LocalStack.start(work, step -> System.err.println(step))) {
      Schema.migrate(stack.jdbcUrl(), "postgres", "");
      try (Connection asking = connect(stack);
          Connection reading = connect(stack);
          Connection writing = connect(stack)) {
        write(asking);
        // Others than those that the index is measured on.
        List<String> asked = asked(asking);
        Asked exact = ask(asking, EXACT, asked);
        Asked before = ask(asking, ASK, asked);
        long begun = System.nanoTime();
        NeighbourIndex.Built built =
            new NeighbourIndex(reading, writing, RELEASE, LANDMARK, 1).build(silent());
        double seconds = (System.nanoTime() - begun) / 1e9;
        print(built, seconds, exact, before, ask(asking, ASK, asked));
      }
    }
  }

  private static Connection connect(LocalStack stack) throws SQLException {
    return DriverManager.getConnection(stack.jdbcUrl(), "postgres", "");
  }

  private static NeighbourIndex.Progress silent() {
    return new NeighbourIndex.Progress() {
      @Override
      public void begins(String stage, long people) {
        System.err.println("index: " + stage);
      }

      @Override
      public void done(long people) {}
    };
  }

  private void write(Connection connection) throws Exception {
    register(connection);
    System.err.println("writing " + Line.number(people) + " embeddings");
    SignCode code = new SignCode(new float[embeddings.width()]);
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY norn.person_embedding (release, person, landmark, embedding, code,"
                    + " history_version, newest_recorded, encoded_at) FROM STDIN");
    for (int person = 0; person < people; person++) {
      float[] embedding = embeddings.of(person);
      String numbers = Arrays.toString(embedding);
      byte[] line =
          "%s\t%032x\t%s\t{%s}\t%s\t1\t%s\t%s\n"
              .formatted(
                  RELEASE,
                  person,
                  LANDMARK,
                  numbers.substring(1, numbers.length() - 1),
                  code.of(embedding),
                  LANDMARK,
                  LANDMARK)
              .getBytes(StandardCharsets.US_ASCII);
      copy.writeToCopy(line, 0, line.length);
    }
    copy.endCopy();
    connection.createStatement().execute("VACUUM ANALYZE norn.person_embedding");
  }

  private void register(Connection connection) throws SQLException {
    OffsetDateTime now = OffsetDateTime.now();
    int width = embeddings.width();
    update(connection, Upserts.VOCABULARY, "bench", "{}", 1);
    update(
        connection,
        Upserts.RELEASE,
        RELEASE,
        "bench",
        "bench",
        LANDMARK,
        "all",
        now,
        "{}",
        "",
        width,
        new float[width]);
    update(connection, Upserts.ADD_RELEASE_PARTITION, RELEASE);
  }

  private static void update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }

  private List<String> asked(Connection connection) throws SQLException {
    List<String> asked = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT person FROM norn.person_embedding ORDER BY hashtextextended(person, 77) LIMIT ?")) {
      statement.setInt(1, questions);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          asked.add(rows.getString(1));
        }
      }
    }
    return asked;
  }

  /**
   * @param milliseconds ascending
   * @param cosines of each answer, the nearest first
   */
  private record Asked(double[] milliseconds, List<List<Double>> cosines) {
    double at(double share) {
      return milliseconds[(int) (share * (milliseconds.length - 1))];
    }

    double recallOf(Asked exact) {
      double found = 0;
      for (int i = 0; i < cosines.size(); i++) {
        double last = exact.cosines.get(i).get(9) - 1e-9;
        found += cosines.get(i).stream().filter(cosine -> cosine >= last).count() / 10.0;
      }
      return found / cosines.size();
    }
  }

  private static Asked ask(Connection connection, String sql, List<String> people)
      throws SQLException {
    System.err.println("asking for " + people.size() + " people");
    double[] milliseconds = new double[people.size()];
    List<List<Double>> cosines = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < milliseconds.length; i++) {
        long begun = System.nanoTime();
        statement.setString(1, people.get(i));
        List<Double> answer = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            answer.add(rows.getDouble(1));
          }
        }
        milliseconds[i] = (System.nanoTime() - begun) / 1e6;
        cosines.add(answer);
      }
    }
    Arrays.sort(milliseconds);
    return new Asked(milliseconds, cosines);
  }

  private void print(
      NeighbourIndex.Built built, double seconds, Asked exact, Asked before, Asked after) {
    System.out.printf(
        Locale.ROOT,
        "%s people, width %d; index of %s lists, %d probed, %.1f %% of the variance, built in %.0f s%n%n",
        Line.number(people),
        embeddings.width(),
        Line.number(built.lists()),
        built.probes(),
        100 * built.spread(),
        seconds);
    System.out.println("| ten nearest | ms, median | p95 | p95 of the exact scan's | recall@10 |");
    System.out.println("|---|---|---|---|---|");
    row("exact scan", exact, exact);
    row("`nearest_persons` without an index", before, exact);
    row("`nearest_persons` with the index", after, exact);
  }

  private static void row(String what, Asked asked, Asked exact) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.3f | %.3f |%n",
        what,
        asked.at(0.5),
        asked.at(0.95),
        asked.at(0.95) / exact.at(0.95),
        asked.recallOf(exact));
  }
}
