package dev.norn.cli.map;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The embeddings of a release, one of each person, in the order of persons.
 *
 * @param embeddings by person, of length 1
 */
record EmbeddedPeople(List<EmbeddedPerson> people, List<float[]> embeddings) {

  private static final int FETCH = 5_000;

  /**
   * @param connection without auto-commit, so that rows come piece by piece
   * @param landmark of the embeddings; null for each person's newest
   */
  static EmbeddedPeople read(Connection connection, String release, LocalDate landmark)
      throws SQLException {
    var read = new EmbeddedPeople(new ArrayList<>(), new ArrayList<>());
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT DISTINCT ON (person) person, landmark, array_send(embedding)
            FROM norn.person_embedding WHERE release = ? AND landmark = coalesce(?, landmark)
            ORDER BY person, landmark DESC""")) {
      statement.setString(1, release);
      statement.setObject(2, landmark);
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          read.people.add(new EmbeddedPerson(row.getString(1), row.getObject(2, LocalDate.class)));
          read.embeddings.add(numbers(ByteBuffer.wrap(row.getBytes(3))));
        }
      }
    }
    return read;
  }

  int size() {
    return people.size();
  }

  float[][] rows() {
    return embeddings.toArray(float[][]::new);
  }

  EmbeddedPeople only(Predicate<EmbeddedPerson> wanted) {
    var some = new EmbeddedPeople(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < size(); i++) {
      if (wanted.test(people.get(i))) {
        some.people.add(people.get(i));
        some.embeddings.add(embeddings.get(i));
      }
    }
    return some;
  }

  /**
   * PostgreSQL's binary form of a one-dimensional array of real: a head of five integers, of which
   * the fourth is the length, then size and value of each. The driver's own way boxes each number.
   */
  static float[] numbers(ByteBuffer array) {
    float[] numbers = new float[array.getInt(3 * Integer.BYTES)];
    array.position(5 * Integer.BYTES);
    for (int i = 0; i < numbers.length; i++) {
      array.getInt();
      numbers[i] = array.getFloat();
    }
    return numbers;
  }
}
