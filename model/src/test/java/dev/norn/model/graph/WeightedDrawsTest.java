package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand examples, of which every tenth weighs nine times as much as the others. */
class WeightedDrawsTest {

  private static final int EXAMPLES = 1_000;
  private static final double TOTAL = 900 + 9 * 100;

  private static double weight(int example) {
    return example % 10 == 0 ? 9 : 1;
  }

  private static List<Integer> drawn(long draws, long seed) {
    return new WeightedDraws<>(WeightedDrawsTest::weight, TOTAL, draws, new SplittableRandom(seed))
        .from(IntStream.range(0, EXAMPLES).boxed())
        .toList();
  }

  @Test
  void thereAreAsManyAsAskedFor() {
    for (long seed = 1; seed <= 50; seed++) {
      assertThat(drawn(1_000, seed)).hasSize(1_000).isSorted();
      assertThat(drawn(7, seed)).hasSize(7);
    }
  }

  @Test
  void eachIsDrawnAsOftenAsItWeighs() {
    Map<Integer, Long> counts =
        drawn(1_800_000, 3).stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(counts).hasSize(EXAMPLES);
    // Six standard deviations of a count.
    counts.forEach(
        (example, count) ->
            assertThat((double) count)
                .isCloseTo(
                    1_000 * weight(example), within(6 * Math.sqrt(1_000 * weight(example)))));
  }

  @Test
  void countsVaryAsIndependentDrawsDo() {
    double squares = 0;
    int runs = 4_000;
    for (int run = 0; run < runs; run++) {
      double heavy = drawn(100, run).stream().filter(example -> example % 10 == 0).count();
      squares += (heavy - 50) * (heavy - 50);
    }
    // Half of a hundred draws: a binomial variance of 25.
    assertThat(squares / runs).isCloseTo(25, within(2.5));
  }

  @Test
  void equalSeedsDrawEqually() {
    assertThat(drawn(500, 1)).isEqualTo(drawn(500, 1)).isNotEqualTo(drawn(500, 2));
  }
}
