package dev.norn.model.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.model.graph.Seeds;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NeighboursTest {

  @Property(tries = 40)
  void exactNeighboursAreThoseOfBruteForce(
      @ForAll @IntRange(min = 2, max = 150) int points,
      @ForAll @IntRange(min = 1, max = 20) int count,
      @ForAll long seed) {
    UnitVectors vectors =
        UnitVectors.of(TestingGroups.gaussian(points, 7, 1, Seeds.stream(seed, "points")));
    int[][] found = ExactNeighbours.of(vectors, count, done -> {});
    for (int point = 0; point < points; point++) {
      int own = point;
      int[] sorted =
          IntStream.range(0, points)
              .filter(other -> other != own)
              .boxed()
              .sorted(Comparator.comparingDouble(other -> -vectors.cosine(own, other)))
              .limit(count)
              .mapToInt(Integer::intValue)
              .toArray();
      assertThat(found[point]).isEqualTo(sorted);
    }
  }

  @Test
  void graphFindsNearlyAllTrueNeighbours() {
    UnitVectors vectors = TestingGroups.vectors(4_000, 32, 3);
    int[][] found = GraphNeighbours.of(vectors, 60, done -> {});
    FoundNeighbours checked = FoundNeighbours.checked(vectors, found, 1);
    assertThat(checked.recall()).isGreaterThanOrEqualTo(FoundNeighbours.LEAST_RECALL);
    assertThat(List.of(found))
        .allSatisfy(near -> assertThat(near).hasSize(60).doesNotHaveDuplicates());
  }

  @Test
  void spoiledIndexIsRefused() {
    UnitVectors vectors = TestingGroups.vectors(2_000, 32, 3);
    int[][] found = ExactNeighbours.of(vectors, 15, done -> {});
    assertThat(FoundNeighbours.checked(vectors, found, 1).recall()).isEqualTo(1);
    for (int point = 0; point < found.length; point++) {
      // One of fifteen is lost: 0.933 is left.
      found[point][14] = (point + 1_000) % 2_000;
    }
    assertThatThrownBy(() -> FoundNeighbours.checked(vectors, found, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("0.933 of the true neighbours; expected 0.97 or more");
  }
}
