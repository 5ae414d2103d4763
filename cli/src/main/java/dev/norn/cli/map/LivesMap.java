package dev.norn.cli.map;

import dev.norn.model.projection.ExactNeighbours;
import dev.norn.model.projection.FittedMap;
import dev.norn.model.projection.MapProgress;
import dev.norn.model.projection.Newcomers;
import dev.norn.model.projection.Places;
import dev.norn.model.projection.UnitVectors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The map of lives of a release: fitted once, and who comes later placed on it. */
final class LivesMap {

  static final String KIND = "LIVES";

  private static final String COLUMNS =
      "norn.projection_point (projection, point, person, landmark, x, y, age, tokens, observed,"
          + " true_probability, uncertain, placed_later)";

  private static final List<String> TYPES =
      List.of(
          "bigint",
          "integer",
          "text",
          "date",
          "real",
          "real",
          "real",
          "integer[]",
          "jsonb",
          "jsonb",
          "boolean",
          "boolean");

  private final Connection connection;
  private final String release;
  private final LocalDate landmark;
  private final LifeFacts facts;

  /**
   * @param landmark of the embeddings; null for each person's newest
   */
  LivesMap(Connection connection, String release, LocalDate landmark, LifeFacts facts) {
    this.connection = connection;
    this.release = release;
    this.landmark = landmark;
    this.facts = facts;
  }

  ReleaseMaps.Made fit(long seed, MapProgress progress) throws SQLException {
    EmbeddedPeople people = EmbeddedPeople.read(connection, release, landmark);
    if (people.size() < FittedMap.FEWEST) {
      throw new IllegalArgumentException(
          "[map] release %s has embeddings of %d people%s; expected %d or more. Score a cohort with it (norn score), or let the stream"
              .formatted(
                  release,
                  people.size(),
                  landmark == null ? "" : " at " + landmark,
                  FittedMap.FEWEST));
    }
    Doubts doubts = Doubts.read(connection, release);
    KnownMap last = KnownMap.last(connection, KIND);
    connection.commit();
    FittedMap map = FittedMap.of(UnitVectors.of(people.rows()), seed, progress);
    List<String> names = people.people().stream().map(EmbeddedPerson::person).toList();
    Places turned = last == null ? null : last.turned(names, map.places());
    MapRows rows = new MapRows(connection);
    long id =
        rows.insert(
            release, KIND, map, seed, params(map.laidOut()), turned == null ? null : last.id());
    Places places = turned == null ? map.places() : turned;
    int[][] nearest = map.nearest();
    progress.reached("points", 0, people.size());
    rows.insert(
        COLUMNS,
        TYPES,
        writer -> {
          for (int point = 0; point < people.size(); point++) {
            List<EmbeddedPerson> near = named(people.people(), nearest[point]);
            writer.row(
                values(id, point, people.people().get(point), places, point, doubts, near, false));
          }
        });
    rows.leaveOutWhoIsGone(id);
    connection.commit();
    progress.reached("points", people.size(), people.size());
    return new ReleaseMaps.Made(id, KIND, people.size(), map, turned == null ? null : last.id());
  }

  private static String params(int laidOut) {
    return ReleaseMaps.params(laidOut)
        .formatted(
            """
            , "uncertain": {"interval": %s, "spread": %s, "neighbours": %d}"""
                .formatted(Doubts.WIDEST_INTERVAL, Doubts.MOST_SPREAD, Doubts.NEIGHBOURS));
  }

  private static List<EmbeddedPerson> named(List<EmbeddedPerson> people, int[] points) {
    return Arrays.stream(points).limit(Doubts.NEIGHBOURS).mapToObj(people::get).toList();
  }

  private String[] values(
      long map,
      int point,
      EmbeddedPerson person,
      Places places,
      int place,
      Doubts doubts,
      List<EmbeddedPerson> nearest,
      boolean later) {
    LifeFacts.Life life = facts.of(person);
    return new String[] {
      Long.toString(map),
      Integer.toString(point),
      person.person(),
      person.landmark().toString(),
      Float.toString(places.x()[place]),
      Float.toString(places.y()[place]),
      life.age() == null ? null : life.age().toString(),
      MapRows.array(life.tokens()),
      MapRows.object(life.observed()),
      MapRows.object(life.trueProbability()),
      Boolean.toString(doubts.about(person, nearest)),
      Boolean.toString(later)
    };
  }

  /** Where somebody lies already. */
  private record Placed(int point, LocalDate landmark, float x, float y, boolean later) {}

  /**
   * @return how many came in
   */
  int place(long map, MapProgress progress) throws SQLException {
    EmbeddedPeople people = EmbeddedPeople.read(connection, release, landmark);
    Map<String, Placed> placed = placed(map);
    EmbeddedPeople newcomers = people.only(person -> !placed.containsKey(person.person()));
    EmbeddedPeople fitted =
        people.only(
            person -> placed.containsKey(person.person()) && !placed.get(person.person()).later());
    if (newcomers.size() == 0 || fitted.size() == 0) {
      connection.commit();
      return 0;
    }
    progress.reached("newcomers", 0, newcomers.size());
    Doubts doubts = Doubts.read(connection, release);
    connection.commit();
    UnitVectors known = UnitVectors.of(fitted.rows());
    UnitVectors come = UnitVectors.of(newcomers.rows());
    int[][] nearest = ExactNeighbours.between(known, come, Doubts.NEIGHBOURS, done -> {});
    Places places = Newcomers.place(known, places(fitted, placed), come, nearest);
    int first = placed.values().stream().mapToInt(Placed::point).max().orElse(-1) + 1;
    MapRows rows = new MapRows(connection);
    rows.insert(
        COLUMNS,
        TYPES,
        writer -> {
          for (int i = 0; i < newcomers.size(); i++) {
            EmbeddedPerson person = newcomers.people().get(i);
            List<EmbeddedPerson> near = named(fitted.people(), nearest[i]);
            writer.row(values(map, first + i, person, places, i, doubts, near, true));
          }
        });
    rows.leaveOutWhoIsGone(map);
    connection.commit();
    progress.reached("newcomers", newcomers.size(), newcomers.size());
    return newcomers.size();
  }

  private Map<String, Placed> placed(long map) throws SQLException {
    Map<String, Placed> placed = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT person, point, landmark, x, y, placed_later
            FROM norn.projection_point WHERE projection = ?""")) {
      statement.setLong(1, map);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          placed.put(
              row.getString(1),
              new Placed(
                  row.getInt(2),
                  row.getObject(3, LocalDate.class),
                  row.getFloat(4),
                  row.getFloat(5),
                  row.getBoolean(6)));
        }
      }
    }
    return placed;
  }

  private static Places places(EmbeddedPeople people, Map<String, Placed> placed) {
    float[] x = new float[people.size()];
    float[] y = new float[people.size()];
    List<EmbeddedPerson> in = new ArrayList<>(people.people());
    for (int i = 0; i < x.length; i++) {
      Placed one = placed.get(in.get(i).person());
      x[i] = one.x();
      y[i] = one.y();
    }
    return new Places(x, y);
  }
}
