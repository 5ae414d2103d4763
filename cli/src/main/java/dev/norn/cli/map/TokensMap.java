package dev.norn.cli.map;

import dev.norn.model.projection.ExactNeighbours;
import dev.norn.model.projection.FittedMap;
import dev.norn.model.projection.MapProgress;
import dev.norn.model.projection.Places;
import dev.norn.model.projection.UnitVectors;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The map of tokens of a release, and how much of it another training would show again. */
final class TokensMap {

  static final String KIND = "TOKENS";

  private static final int NEIGHBOURS = 10;
  private static final String FAMILY_SEPARATOR = ".";

  private final Connection connection;
  private final String release;

  TokensMap(Connection connection, String release) {
    this.connection = connection;
    this.release = release;
  }

  private record Token(int id, String text, String family, long persons, float[] embedding) {

    String register() {
      int end = family.lastIndexOf(FAMILY_SEPARATOR);
      return end < 0 ? family : family.substring(0, end);
    }
  }

  /** Null where the release has too few tokens with an embedding. */
  ReleaseMaps.Made fit(long seed, MapProgress progress) throws SQLException {
    List<Token> tokens = tokens(release);
    if (tokens.size() < FittedMap.FEWEST) {
      connection.commit();
      return null;
    }
    double[] stability = stability(tokens);
    KnownMap last = KnownMap.last(connection, KIND);
    connection.commit();
    FittedMap map = FittedMap.of(vectors(tokens), seed, progress);
    List<String> names = tokens.stream().map(Token::text).toList();
    Places turned = last == null ? null : last.turned(names, map.places());
    Places places = turned == null ? map.places() : turned;
    MapRows rows = new MapRows(connection);
    long id =
        rows.insert(
            release,
            KIND,
            map,
            seed,
            ReleaseMaps.params(map.laidOut()).formatted(""),
            turned == null ? null : last.id());
    rows.insert(
        "norn.token_point (projection, token, x, y, register, persons, stability)",
        List.of("bigint", "integer", "real", "real", "text", "bigint", "float8"),
        writer -> {
          for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            writer.row(
                Long.toString(id),
                Integer.toString(token.id()),
                Float.toString(places.x()[i]),
                Float.toString(places.y()[i]),
                token.register(),
                Long.toString(token.persons()),
                Double.isNaN(stability[i]) ? null : Double.toString(stability[i]));
          }
        });
    connection.commit();
    return new ReleaseMaps.Made(id, KIND, tokens.size(), map, turned == null ? null : last.id());
  }

  private List<Token> tokens(String of) throws SQLException {
    List<Token> tokens = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT t.id, t.text, t.family, t.persons, array_send(e.embedding)
            FROM norn.token_embedding e JOIN norn.release r ON r.id = e.release
            JOIN norn.token t ON t.vocabulary_hash = r.vocabulary_hash AND t.id = e.token
            WHERE e.release = ? AND t.family <> 'special' AND 0 <> ANY (e.embedding) ORDER BY t.id""")) {
      statement.setString(1, of);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tokens.add(
              new Token(
                  row.getInt(1),
                  row.getString(2),
                  row.getString(3),
                  row.getLong(4),
                  EmbeddedPeople.numbers(ByteBuffer.wrap(row.getBytes(5)))));
        }
      }
    }
    return tokens;
  }

  private static UnitVectors vectors(List<Token> tokens) {
    return UnitVectors.of(tokens.stream().map(Token::embedding).toArray(float[][]::new));
  }

  /** Not a number where no other release has the vocabulary. */
  private double[] stability(List<Token> tokens) throws SQLException {
    int[][] own = ExactNeighbours.of(vectors(tokens), NEIGHBOURS, done -> {});
    double[] sums = new double[tokens.size()];
    int others = 0;
    for (String other : others()) {
      List<Token> again = tokens(other);
      if (again.size() == tokens.size()) {
        int[][] theirs = ExactNeighbours.of(vectors(again), NEIGHBOURS, done -> {});
        others++;
        for (int i = 0; i < sums.length; i++) {
          sums[i] += shared(own[i], theirs[i]);
        }
      }
    }
    int releases = others;
    return IntStream.range(0, sums.length).mapToDouble(i -> sums[i] / releases).toArray();
  }

  private static double shared(int[] one, int[] other) {
    Set<Integer> in = new HashSet<>();
    IntStream.of(other).forEach(in::add);
    return (double) IntStream.of(one).filter(in::contains).count() / one.length;
  }

  private List<String> others() throws SQLException {
    List<String> others = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT o.id FROM norn.release r JOIN norn.release o USING (vocabulary_hash)
            WHERE r.id = ? AND o.id <> r.id
              AND EXISTS (SELECT FROM norn.token_embedding e WHERE e.release = o.id)
            ORDER BY o.id""")) {
      statement.setString(1, release);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          others.add(row.getString(1));
        }
      }
    }
    return others;
  }
}
