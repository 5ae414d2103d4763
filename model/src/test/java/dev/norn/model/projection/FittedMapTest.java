package dev.norn.model.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class FittedMapTest {

  private static final UnitVectors PEOPLE = TestingGroups.vectors(1_200, 32, 7);

  private static FittedMap inThreads(int threads) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> FittedMap.of(PEOPLE, 1, MapProgress.NONE)).get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void placesAreTheSameToTheLastBitForAnyNumberOfThreads() throws Exception {
    FittedMap alone = inThreads(1);
    FittedMap together = inThreads(2);
    assertThat(together.places().x()).isEqualTo(alone.places().x());
    assertThat(together.places().y()).isEqualTo(alone.places().y());
    assertThat(together.faithfulness()).isEqualTo(alone.faithfulness());
  }

  @Test
  void anotherSeedGivesAnotherMap() {
    assertThat(FittedMap.of(PEOPLE, 2, MapProgress.NONE).places().x())
        .isNotEqualTo(FittedMap.of(PEOPLE, 1, MapProgress.NONE).places().x());
  }

  @Test
  void groupsStayApartAndTheMapIsTruerThanChance() {
    FittedMap map = FittedMap.of(PEOPLE, 1, MapProgress.NONE);
    assertThat(TestingGroups.purity(map.places())).isGreaterThan(0.97);
    assertThat(map.faithfulness().neighboursKept()).isGreaterThan(0.2);
    assertThat(map.faithfulness().trustworthiness()).isGreaterThan(0.95);
    assertThat(map.faithfulness().tripletsKept()).isGreaterThan(0.6);
    assertThat(map.laidOut()).isEqualTo(PEOPLE.size());
  }

  @Test
  void ofManySomeAreLaidOutAndTheOthersLieAmongThem() throws Exception {
    List<String> stages = new ArrayList<>();
    FittedMap map =
        FittedMap.of(
            PEOPLE,
            400,
            1,
            (stage, done, total) -> {
              if (done == total) {
                stages.add(stage);
              }
            });
    assertThat(stages).containsExactly("neighbours", "layout", "others", "faithfulness");
    assertThat(map.laidOut()).isEqualTo(400);
    assertThat(TestingGroups.purity(map.places())).isGreaterThan(0.97);
    assertThat(map.faithfulness().trustworthiness()).isGreaterThan(0.95);
    for (int point = 0; point < PEOPLE.size(); point++) {
      int group = TestingGroups.group(point);
      assertThat(map.nearest()[point])
          .doesNotContain(point)
          .satisfies(
              near -> assertThat(TestingGroups.group(near[0])).as("nearest").isEqualTo(group));
    }
    FittedMap again = FittedMap.of(PEOPLE, 400, 1, MapProgress.NONE);
    assertThat(again.places().x()).isEqualTo(map.places().x());
    assertThat(FittedMap.of(PEOPLE, 400, 2, MapProgress.NONE).places().x())
        .isNotEqualTo(map.places().x());
  }

  @Test
  void equalVectorsAndFewOfThemHaveFinitePlaces() {
    for (int points : new int[] {FittedMap.FEWEST, 17, 60}) {
      float[][] rows = new float[points][3];
      for (int i = 0; i < points; i++) {
        rows[i] = i % 3 == 0 ? new float[] {1, 2, 3} : new float[] {i + 1, -i, 1};
      }
      Places places = FittedMap.of(UnitVectors.of(rows), 1, MapProgress.NONE).places();
      for (int i = 0; i < points; i++) {
        assertThat(places.x()[i] + places.y()[i]).isFinite();
      }
    }
  }

  @Test
  void tooFewPointsAreRefused() {
    UnitVectors few = TestingGroups.vectors(FittedMap.FEWEST - 1, 8, 1);
    assertThatThrownBy(() -> FittedMap.of(few, 1, MapProgress.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 9 points; expected 10 or more");
  }

  @Test
  void progressReachesTheEndOfEachStage() {
    List<String> ends = new ArrayList<>();
    FittedMap.of(
        PEOPLE,
        1,
        (stage, done, total) -> {
          if (done == total) {
            ends.add(stage);
          }
        });
    assertThat(ends).containsExactly("neighbours", "layout", "faithfulness");
  }

  @Test
  void newcomerLiesAmongItsNeighbours() {
    FittedMap map = FittedMap.of(PEOPLE, 1, MapProgress.NONE);
    UnitVectors both = TestingGroups.vectors(1_248, 32, 7);
    float[][] rows = new float[48][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = both.row(1_200 + i);
    }
    UnitVectors newcomers = UnitVectors.of(rows);
    int[][] near = ExactNeighbours.between(PEOPLE, newcomers, 15, done -> {});
    Places places = Newcomers.place(PEOPLE, map.places(), newcomers, near);
    for (int i = 0; i < rows.length; i++) {
      Nearest nearest = new Nearest(1);
      for (int other = 0; other < PEOPLE.size(); other++) {
        float dx = map.places().x()[other] - places.x()[i];
        float dy = map.places().y()[other] - places.y()[i];
        nearest.offer(other, -(dx * dx + dy * dy));
      }
      assertThat(TestingGroups.group(nearest.points()[0]))
          .isEqualTo(TestingGroups.group(1_200 + i));
    }
  }
}
