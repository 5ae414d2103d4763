package dev.norn.cli.map;

import dev.norn.model.projection.FittedMap;
import dev.norn.model.projection.MapProgress;
import dev.norn.model.projection.PacmapSettings;
import dev.norn.streaming.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The maps of a release in the database. Each is written in one transaction, so that there is a
 * whole one or the one before. Not thread-safe.
 */
public final class ReleaseMaps {

  private final DatabaseAddress database;
  private final String release;
  private final LocalDate landmark;
  private final LifeFacts facts;

  /**
   * @param landmark of the embeddings; null for each person's newest
   * @param facts known of the people, of the vocabulary of the release
   */
  public ReleaseMaps(
      DatabaseAddress database, String release, LocalDate landmark, LifeFacts facts) {
    this.database = database;
    this.release = release;
    this.landmark = landmark;
    this.facts = facts;
  }

  /**
   * A map that was made.
   *
   * @param onto map that it was turned onto; null for none
   */
  public record Made(long id, String kind, int points, FittedMap map, Long onto) {}

  /**
   * What was done.
   *
   * @param placed people who were placed on the map of lives that was there
   */
  public record Done(List<Made> made, int placed) {}

  /**
   * Makes the maps that the release lacks, and places newcomers on the map of lives that it has.
   *
   * @param again whether those that it has are fitted anew
   * @throws IllegalArgumentException if the release has too few embeddings
   */
  public Done make(boolean again, long seed, MapProgress progress) throws SQLException {
    try (Connection connection = connect()) {
      List<Made> made = new ArrayList<>();
      LivesMap lives = new LivesMap(connection, release, landmark, facts);
      Long known = KnownMap.of(connection, release, LivesMap.KIND);
      int placed = 0;
      if (known == null || again) {
        made.add(lives.fit(seed, progress));
      } else {
        placed = lives.place(known, progress);
      }
      if (again || KnownMap.of(connection, release, TokensMap.KIND) == null) {
        Made tokens = new TokensMap(connection, release).fit(seed, progress);
        if (tokens != null) {
          made.add(tokens);
        }
      }
      return new Done(made, placed);
    }
  }

  /**
   * @return people who were placed
   * @throws IllegalArgumentException if the release has no map of lives
   */
  public int place(MapProgress progress) throws SQLException {
    try (Connection connection = connect()) {
      Long known = KnownMap.of(connection, release, LivesMap.KIND);
      if (known == null) {
        throw new IllegalArgumentException(
            "[--place] release %s has no map of lives; make one without --place"
                .formatted(release));
      }
      return new LivesMap(connection, release, landmark, facts).place(known, progress);
    }
  }

  private Connection connect() throws SQLException {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    return connection;
  }

  /** JSON with a place for more before its end. */
  static String params(int points) {
    PacmapSettings settings = PacmapSettings.DEFAULT;
    return """
    {"neighbours": %d, "mid_share": %s, "further_share": %s, "iterations": [%d, %d, %d], "learning_rate": %s%%s}"""
        .formatted(
            settings.neighbours(points),
            settings.midShare(),
            settings.furtherShare(),
            settings.iterations()[0],
            settings.iterations()[1],
            settings.iterations()[2],
            settings.learningRate());
  }
}
