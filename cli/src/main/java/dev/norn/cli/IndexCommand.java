package dev.norn.cli;

import dev.norn.db.neighbour.NeighbourIndex;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Builds the index of neighbours. */
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    description = {
      "Build the index that norn_research.nearest_persons looks through where many people are"
          + " embedded: without it a question looks at everybody. The former index answers until"
          + " the new one is measured; people embedded afterwards are found as well, so build anew"
          + " when many have changed.",
      "Exit code 1 when the index would miss too many neighbours: it is then not taken."
    })
final class IndexCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;

  @Option(names = "--release", paramLabel = "ID", description = "release (default: the live one)")
  private String release;

  @Option(
      names = "--landmark",
      paramLabel = "DATE",
      description = "landmark (default: the newest at which enough people are embedded)")
  private LocalDate landmark;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description =
          "of the people who teach the index and of those who measure it (default:"
              + " ${DEFAULT-VALUE})")
  private long seed;

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    try (Servers servers = work.servers(console);
        Connection reading = servers.database().connect();
        Connection writing = servers.database().connect();
        IndexBars bars = new IndexBars(console)) {
      String of = release == null ? LiveRelease.id(reading) : release;
      LocalDate at = landmark == null ? newest(reading, of) : landmark;
      NeighbourIndex index = new NeighbourIndex(reading, writing, of, at, seed);
      NeighbourIndex.Built built;
      try {
        built = index.build(bars);
      } catch (IllegalStateException e) {
        console.say(e.getMessage());
        return ExitCode.REJECTED.code();
      }
      print(of, at, built);
      return ExitCode.DONE.code();
    }
  }

  private static LocalDate newest(Connection connection, String release) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT landmark FROM norn.person_embedding WHERE release = ?
            GROUP BY landmark HAVING count(*) >= ? ORDER BY landmark DESC LIMIT 1""")) {
      statement.setString(1, release);
      statement.setInt(2, NeighbourIndex.FEWEST);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalArgumentException(
              "[index] release %s has no landmark at which %d people or more are embedded; below that a question looks at everybody as fast"
                  .formatted(release, NeighbourIndex.FEWEST));
        }
        return row.getObject(1, LocalDate.class);
      }
    }
  }

  private static void print(String release, LocalDate landmark, NeighbourIndex.Built built) {
    double[] times = built.milliseconds();
    System.out.printf(
        Locale.ROOT,
        """
        release %s at %s: %,d people in %,d lists
        directions: %d, with %.1f %% of the embeddings' variance
        a question looks through %d lists
        recall@10 beside exact neighbours, %d people: %.3f
        a question took %.1f ms (median), %.1f ms (19 of 20 are faster)
        """,
        release,
        landmark,
        built.people(),
        built.lists(),
        built.directions(),
        100 * built.spread(),
        built.probes(),
        times.length,
        built.recall(),
        times[times.length / 2],
        times[times.length * 19 / 20]);
  }
}
