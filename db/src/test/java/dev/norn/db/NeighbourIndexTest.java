package dev.norn.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.db.neighbour.NeighbourIndex;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourIndexTest {

  private static final int PERSONS = 3_000;
  private static final int K = 10;
  private static final NeighbourIndex.Progress SILENT = progress(stage -> {});

  private DataSource database;

  @BeforeEach
  void migrate() throws Exception {
    database = TestingDatabase.migrated();
  }

  /** Narrower than a projection, and over one, two and three cubes. */
  @ParameterizedTest
  @ValueSource(ints = {24, 64, 128, 280})
  void indexFindsTheExactNeighboursWithTheirExactCosines(int width) throws Exception {
    float[][] embeddings = families(width);
    try (Connection connection = written(embeddings)) {
      NeighbourIndex.Built built = build(SILENT);
      assertThat(built.people()).isEqualTo(PERSONS);
      assertThat(built.recall()).isGreaterThanOrEqualTo(NeighbourIndex.LEAST_RECALL);
      assertThat(built.probes()).as("lists looked through").isLessThan(built.lists() / 4);
      int found = 0;
      for (int person = 0; person < 100; person++) {
        List<Integer> exact = NearestPersonsTest.exact(embeddings, person);
        for (String row : neighbours(connection, person)) {
          int neighbour = Integer.parseInt(row.split("\\|")[0], 16);
          assertThat(Double.parseDouble(row.split("\\|")[1]))
              .isCloseTo(
                  NearestPersonsTest.cosine(embeddings[person], embeddings[neighbour]),
                  within(1e-6));
          found += exact.contains(neighbour) ? 1 : 0;
        }
      }
      assertThat(found / (100.0 * K)).isGreaterThanOrEqualTo(NeighbourIndex.LEAST_RECALL);
    }
  }

  @Test
  void personEmbeddedOrChangedAfterwardsIsFoundAtOnce() throws Exception {
    float[][] embeddings = families(24);
    try (Connection connection = written(embeddings)) {
      build(SILENT);
      assertThat(noted(connection)).isEmpty();
      TestingRelease.embed(connection, 7, embeddings[7], 2);
      assertThat(noted(connection)).as("encoded again to the same embedding").isEmpty();

      TestingRelease.embed(connection, PERSONS, embeddings[0], 1);
      int stranger = PERSONS / 2 + 1;
      TestingRelease.embed(connection, stranger, embeddings[0], 2);
      assertThat(neighbours(connection, 0).subList(0, 2))
          .extracting(row -> row.split("\\|")[0])
          .containsExactly(TestingRelease.person(stranger), TestingRelease.person(PERSONS));
      assertThat(neighbours(connection, PERSONS))
          .as("asked from the new one")
          .first()
          .asString()
          .startsWith(TestingRelease.person(0));
    }
  }

  @Test
  void nextIndexTakesInWhoChangedAndReplacesTheFormer() throws Exception {
    try (Connection connection = written(families(24))) {
      long first = build(SILENT).id();
      TestingRelease.embed(connection, PERSONS, families(24)[0], 1);
      NeighbourIndex.Built second = build(SILENT);
      assertThat(second.id()).isGreaterThan(first);
      assertThat(second.people()).isEqualTo(PERSONS + 1);
      assertThat(TestingDatabase.rows(connection, "SELECT id FROM norn.neighbour_index"))
          .containsExactly(String.valueOf(second.id()));
      assertThat(noted(connection)).isEmpty();
      assertThat(partitions(connection)).containsExactly("neighbour_entry_" + second.id());
    }
  }

  @Test
  void theRightsThatItAsksForAreEnough() throws Exception {
    try (Connection owner = written(families(24))) {
      TestingDatabase.execute(
          owner,
          "CREATE ROLE index_builder LOGIN;"
              + " GRANT norn_writer, norn_researcher, norn_population TO index_builder");
    }
    try (Connection reading = database.getConnection();
        Connection writing = database.getConnection()) {
      TestingDatabase.execute(reading, "SET SESSION AUTHORIZATION index_builder");
      TestingDatabase.execute(writing, "SET SESSION AUTHORIZATION index_builder");
      assertThat(
              new NeighbourIndex(reading, writing, "r1", TestingRelease.LANDMARK, 5)
                  .build(SILENT)
                  .people())
          .isEqualTo(PERSONS);
    }
  }

  @Test
  void forgottenPersonIsInNoIndexEvenWhenForgottenWhileItIsBuilt() throws Exception {
    try (Connection connection = written(families(24))) {
      forget(connection, 1);
      build(
          progress(
              stage -> {
                if (stage.equals("people")) {
                  forgetBehind(2);
                } else if (stage.equals("order")) {
                  forgetBehind(3);
                }
              }));
      forget(connection, 4);
      assertThat(
              TestingDatabase.rows(
                  connection,
                  "SELECT person FROM norn.neighbour_entry UNION SELECT person FROM norn.neighbour_change"))
          .hasSize(PERSONS - 4)
          .doesNotContainAnyElementsOf(
              IntStream.rangeClosed(1, 4).mapToObj(TestingRelease::person).toList());
    }
  }

  @Test
  void buildThatEndsHalfWayLeavesTheFormerIndexAndIsClearedByTheNext() throws Exception {
    try (Connection connection = written(families(24))) {
      long former = build(SILENT).id();
      assertThatThrownBy(
              () ->
                  build(
                      progress(
                          stage -> {
                            if (stage.equals("order")) {
                              throw new IllegalStateException("stopped");
                            }
                          })))
          .hasMessage("stopped");
      assertThat(partitions(connection)).hasSize(2);
      assertThat(neighbours(connection, 0)).hasSize(K);
      assertThat(
              TestingDatabase.rows(
                  connection, "SELECT id FROM norn.neighbour_index WHERE finished IS NOT NULL"))
          .containsExactly(String.valueOf(former));
      NeighbourIndex.Built next = build(SILENT);
      assertThat(partitions(connection)).containsExactly("neighbour_entry_" + next.id());
    }
  }

  @Test
  void sameSeedGivesTheSameLists() throws Exception {
    try (Connection connection = written(families(64))) {
      String lists = "SELECT person, list, projection FROM norn.neighbour_entry ORDER BY person";
      build(SILENT);
      List<String> first = TestingDatabase.rows(connection, lists);
      build(SILENT);
      assertThat(TestingDatabase.rows(connection, lists)).isEqualTo(first);
    }
  }

  @Test
  void indexThatMissesTooManyIsNotTaken() throws Exception {
    var random = new SplittableRandom(3);
    float[][] noise = new float[PERSONS][];
    for (int person = 0; person < PERSONS; person++) {
      noise[person] = normalised(random, new float[280], 1);
    }
    try (Connection connection = written(noise)) {
      assertThatThrownBy(() -> build(SILENT))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("expected 0.95 or more");
      assertThat(TestingDatabase.rows(connection, "SELECT id FROM norn.neighbour_index")).isEmpty();
      assertThat(partitions(connection)).isEmpty();
      assertThat(neighbours(connection, 0)).hasSize(K);
    }
  }

  @Test
  void fewPeopleAreRefused() throws Exception {
    try (Connection connection = written(new float[][] {{1, 0}, {0, 1}})) {
      assertThatThrownBy(() -> build(SILENT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("2 people")
          .hasMessageContaining("expected 1000 or more");
      assertThat(partitions(connection)).isEmpty();
    }
  }

  private NeighbourIndex.Built build(NeighbourIndex.Progress progress) throws Exception {
    try (Connection reading = database.getConnection();
        Connection writing = database.getConnection()) {
      return new NeighbourIndex(reading, writing, "r1", TestingRelease.LANDMARK, 5).build(progress);
    }
  }

  private interface Stage {
    void begins(String name);
  }

  private static NeighbourIndex.Progress progress(Stage stage) {
    return new NeighbourIndex.Progress() {
      @Override
      public void begins(String name, long people) {
        stage.begins(name);
      }

      @Override
      public void done(long people) {}
    };
  }

  private void forgetBehind(int person) {
    try (Connection other = database.getConnection()) {
      forget(other, person);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static void forget(Connection connection, int person) throws Exception {
    TestingDatabase.execute(
        connection, "SELECT norn.forget_person('%s')".formatted(TestingRelease.person(person)));
  }

  private static List<String> noted(Connection connection) throws Exception {
    return TestingDatabase.rows(connection, "SELECT person FROM norn.neighbour_change");
  }

  private static List<String> partitions(Connection connection) throws Exception {
    return TestingDatabase.rows(
        connection,
        "SELECT relname FROM pg_class WHERE relname ~ '^neighbour_entry_[0-9]+$' ORDER BY 1");
  }

  private static List<String> neighbours(Connection connection, int person) throws Exception {
    return TestingDatabase.rows(
        connection,
        "SELECT neighbour, cosine FROM norn_research.nearest_persons('%s', %d)"
            .formatted(TestingRelease.person(person), K));
  }

  private Connection written(float[][] embeddings) throws Exception {
    Connection connection = database.getConnection();
    TestingRelease.register(connection, "r1", embeddings[0].length);
    TestingRelease.activate(connection, "r1");
    NearestPersonsTest.write(connection, embeddings);
    return connection;
  }

  /** Lives resemble each other: 100 families, whose members differ along a few directions. */
  private static float[][] families(int width) {
    var random = new SplittableRandom(20_261_127L + width);
    List<float[]> centres = new ArrayList<>();
    for (int family = 0; family < 100; family++) {
      centres.add(normalised(random, new float[width], 1));
    }
    float[][] embeddings = new float[PERSONS][];
    for (int person = 0; person < PERSONS; person++) {
      float[] embedding = centres.get(person % centres.size()).clone();
      for (int direction = 0; direction < 12; direction++) {
        embedding[direction] += (float) (random.nextDouble(-1, 1) * 0.3 / (1 + direction));
      }
      embeddings[person] = normalised(random, embedding, 0);
    }
    return embeddings;
  }

  private static float[] normalised(SplittableRandom random, float[] embedding, double noise) {
    double squares = 0;
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] += (float) (noise == 0 ? 0 : random.nextDouble(-noise, noise));
      squares += embedding[i] * embedding[i];
    }
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] /= (float) Math.sqrt(squares);
    }
    return embedding;
  }
}
