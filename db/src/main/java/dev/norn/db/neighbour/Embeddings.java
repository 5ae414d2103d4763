package dev.norn.db.neighbour;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The embeddings of a release at a landmark, as one transaction sees them. */
final class Embeddings {

  private static final int FETCH = 5_000;

  /** Hashes of persons are spread over as many numbers, of which a share is drawn. */
  private static final long DRAWS = 1L << 32;

  private final Connection connection;
  private final String release;
  private final LocalDate landmark;

  /**
   * @param connection without auto-commit, so that rows come piece by piece; the caller's to close
   */
  Embeddings(Connection connection, String release, LocalDate landmark) {
    this.connection = connection;
    this.release = release;
    this.landmark = landmark;
  }

  /** A person's embedding. */
  interface Reader {
    void read(String person, float[] embedding) throws Exception;
  }

  long count() throws SQLException {
    try (PreparedStatement statement = of("SELECT count(*)", "");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Everybody, in no order. */
  void each(Reader reader) throws Exception {
    try (PreparedStatement statement = of("SELECT person, array_send(embedding)", "")) {
      read(statement, reader);
    }
  }

  /**
   * About a share of the people, drawn by a hash of the person, in the order of persons.
   *
   * @param share 0 to 1
   */
  List<float[]> drawn(double share, long seed) throws Exception {
    List<float[]> drawn = new ArrayList<>();
    try (PreparedStatement statement =
        of(
            "SELECT person, array_send(embedding)",
            " AND hashtextextended(person, ?) & ? < ? ORDER BY person")) {
      statement.setLong(3, seed);
      statement.setLong(4, DRAWS - 1);
      statement.setLong(5, (long) (share * DRAWS));
      read(statement, (person, embedding) -> drawn.add(embedding));
    }
    return drawn;
  }

  /** As many people, drawn by a hash of the person. */
  List<ExactNeighbours.Asked> asked(int people, long seed) throws Exception {
    List<ExactNeighbours.Asked> asked = new ArrayList<>();
    try (PreparedStatement statement =
        of(
            "SELECT person, array_send(embedding)",
            " ORDER BY hashtextextended(person, ?), person LIMIT ?")) {
      statement.setLong(3, seed);
      statement.setInt(4, people);
      read(
          statement,
          (person, embedding) -> asked.add(new ExactNeighbours.Asked(person, embedding)));
    }
    return asked;
  }

  private PreparedStatement of(String select, String rest) throws SQLException {
    PreparedStatement statement =
        connection.prepareStatement(
            select + " FROM norn.person_embedding WHERE release = ? AND landmark = ?" + rest);
    statement.setString(1, release);
    statement.setObject(2, landmark);
    statement.setFetchSize(FETCH);
    return statement;
  }

  private static void read(PreparedStatement statement, Reader reader) throws Exception {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        reader.read(rows.getString(1), numbers(ByteBuffer.wrap(rows.getBytes(2))));
      }
    }
  }

  /**
   * PostgreSQL's binary form of a one-dimensional array of real: a head of five integers, of which
   * the fourth is the length, then size and value of each. The driver's own way boxes each number.
   */
  private static float[] numbers(ByteBuffer array) {
    float[] numbers = new float[array.getInt(3 * Integer.BYTES)];
    array.position(5 * Integer.BYTES);
    for (int i = 0; i < numbers.length; i++) {
      array.getInt();
      numbers[i] = array.getFloat();
    }
    return numbers;
  }
}
