package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestPersonsTest {

  private static final int PERSONS = 2_000;
  private static final int K = 10;

  /** Widths below, on and beyond the borders of the three cubes. */
  @ParameterizedTest
  @ValueSource(ints = {3, 96, 128, 192, 288})
  void neighboursAreTheExactOnes(int width) throws Exception {
    float[][] embeddings = embeddings(width);
    try (Connection connection = TestingDatabase.migrated().getConnection()) {
      TestingRelease.register(connection, "r1", width);
      TestingRelease.activate(connection, "r1");
      write(connection, embeddings);
      for (int person = 0; person < 20; person++) {
        List<Integer> exact = exact(embeddings, person);
        List<String> found = neighbours(connection, person);
        assertThat(found)
            .extracting(row -> row.split("\\|")[0])
            .containsExactlyElementsOf(exact.stream().map(TestingRelease::person).toList());
        for (int i = 0; i < K; i++) {
          assertThat(Double.parseDouble(found.get(i).split("\\|")[1]))
              .isCloseTo(cosine(embeddings[person], embeddings[exact.get(i)]), within(1e-6));
        }
      }
    }
  }

  @Test
  void onlyOneReleaseAndOneLandmarkAreCompared() throws Exception {
    try (Connection connection = TestingDatabase.migrated().getConnection()) {
      TestingRelease.register(connection, "r1", 2);
      TestingRelease.register(connection, "r2", 2);
      TestingRelease.activate(connection, "r2");
      for (int person = 1; person <= 2; person++) {
        TestingRelease.embed(connection, person, new float[] {1, 0}, 1);
      }
      TestingDatabase.execute(
          connection,
          """
          INSERT INTO norn.person_embedding (release, person, landmark, embedding, code,
            history_version, newest_recorded, encoded_at)
          SELECT release, lpad('3', 32, '0'), landmark - 365, embedding, code, 1, newest_recorded,
            encoded_at FROM norn.person_embedding WHERE person = lpad('1', 32, '0')""");

      String one = TestingRelease.person(1);
      assertThat(
              TestingDatabase.rows(
                  connection,
                  "SELECT neighbour FROM norn_research.nearest_persons('%s', 9, 'r1')"
                      .formatted(one)))
          .containsExactly(TestingRelease.person(2));
      assertThat(
              TestingDatabase.rows(
                  connection, "SELECT * FROM norn_research.nearest_persons('%s')".formatted(one)))
          .as("the live release has no embedding of this person")
          .isEmpty();
      assertThat(
              TestingDatabase.rows(
                  connection,
                  "SELECT * FROM norn_research.nearest_persons('%s', 9, 'r1', '2000-01-01')"
                      .formatted(one)))
          .isEmpty();
    }
  }

  @Test
  void codeIsTheSameForEveryRunAndFollowsTheAngle() {
    var code = new SignCode(new float[64]);
    float[][] two = {new float[64], new float[64]};
    two[0][0] = 1;
    two[1][0] = -1;
    assertThat(code.of(two[0])).hasSize(SignCode.BITS).isEqualTo(code.of(two[0].clone()));
    assertThat(code.of(two[0])).startsWith("110000100101");
    assertThat(
            IntStream.range(0, 256)
                .filter(i -> code.of(two[0]).charAt(i) == code.of(two[1]).charAt(i)))
        .as("opposite embeddings differ in every bit")
        .isEmpty();
  }

  private static List<String> neighbours(Connection connection, int person) throws Exception {
    return TestingDatabase.rows(
        connection,
        "SELECT neighbour, cosine FROM norn_research.nearest_persons('%s', %d)"
            .formatted(TestingRelease.person(person), K));
  }

  private static float[][] embeddings(int width) {
    var random = new SplittableRandom(20_261_124L + width);
    var embeddings = new float[PERSONS][width];
    for (float[] embedding : embeddings) {
      double squares = 0;
      for (int i = 0; i < width; i++) {
        embedding[i] = (float) random.nextDouble(-1, 1);
        squares += embedding[i] * embedding[i];
      }
      for (int i = 0; i < width; i++) {
        embedding[i] /= (float) Math.sqrt(squares);
      }
    }
    return embeddings;
  }

  static void write(Connection connection, float[][] embeddings) throws Exception {
    var code = new SignCode(new float[embeddings[0].length]);
    try (var batch = connection.prepareStatement(Upserts.PERSON_EMBEDDING)) {
      for (int person = 0; person < embeddings.length; person++) {
        Object[] row = {
          "r1",
          TestingRelease.person(person),
          TestingRelease.LANDMARK,
          embeddings[person],
          code.of(embeddings[person]),
          1L,
          TestingRelease.NOON,
          TestingRelease.NOON
        };
        for (int i = 0; i < row.length; i++) {
          batch.setObject(i + 1, row[i]);
        }
        batch.addBatch();
      }
      batch.executeBatch();
    }
  }

  static List<Integer> exact(float[][] embeddings, int person) {
    return IntStream.range(0, embeddings.length)
        .filter(other -> other != person)
        .boxed()
        .sorted(Comparator.comparingDouble(other -> -cosine(embeddings[person], embeddings[other])))
        .limit(K)
        .toList();
  }

  static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }
}
