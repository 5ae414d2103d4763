package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Thirty of a hundred examples. */
class SubsetTest {

  private static List<Integer> drawn(long wanted, long seed) {
    return new Subset(100, wanted, new SplittableRandom(seed))
        .of(IntStream.range(0, 100).boxed())
        .toList();
  }

  @Test
  void thereAreAsManyAsWantedEachOnceInTheirOrder() {
    for (long seed = 1; seed <= 200; seed++) {
      assertThat(drawn(30, seed)).hasSize(30).isSorted().doesNotHaveDuplicates();
    }
    assertThat(drawn(100, 1)).hasSize(100);
    assertThat(drawn(1_000, 1)).hasSize(100);
  }

  @Test
  void everyExampleIsAsLikelyAsAnyOther() {
    int[] counts = new int[100];
    int runs = 10_000;
    for (int run = 0; run < runs; run++) {
      drawn(30, run).forEach(example -> counts[example]++);
    }
    for (int count : counts) {
      // Six standard deviations.
      assertThat((double) count).isCloseTo(0.3 * runs, within(6 * Math.sqrt(runs * 0.21)));
    }
  }

  @Test
  void equalSeedsDrawEqually() {
    assertThat(drawn(30, 1)).isEqualTo(drawn(30, 1)).isNotEqualTo(drawn(30, 2));
  }
}
