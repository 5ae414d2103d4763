package dev.norn.model.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.graph.Seeds;
import java.util.Comparator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

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
}
