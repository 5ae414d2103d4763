package dev.norn.model.space;

import dev.norn.model.graph.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Whether two tables of distances between the same tokens go together (Mantel 1967): Pearson's
 * correlation over random pairs of tokens, set against the correlations that arise when the tokens
 * of one table are shuffled. Every pair serves where there are no more than asked for.
 *
 * @param pairs of tokens drawn without replacement, the same in every permutation
 * @param permutations at least 19 for a p-value of 0.05
 * @param seed of pairs and permutations
 */
public record MantelTest(int pairs, int permutations, long seed) {

  // 64 MB of distances.
  private static final int MOST_LOOKED_UP = 4_096;

  /**
   * One-sided: only a higher correlation than by chance counts.
   *
   * @param correlation 0 where a table's distances are all equal
   * @param p share of shuffled tables that correlate as highly, the unshuffled one counted among
   *     them, so never 0 (Phipson and Smyth 2010)
   */
  public record Result(double correlation, double p) {}

  public MantelTest {
    if (pairs < 3 || permutations < 1) {
      throw new IllegalArgumentException(
          "[Mantel test] at least 3 pairs and 1 permutation are needed, got "
              + pairs
              + " and "
              + permutations);
    }
  }

  /**
   * @throws IllegalArgumentException when the tables are not of the same number of tokens
   */
  public Result compare(TokenSpace first, TokenSpace second, Distance distance) {
    if (first.tokens() != second.tokens()) {
      throw new IllegalArgumentException(
          "[Mantel test] "
              + first.tokens()
              + " tokens in one table and "
              + second.tokens()
              + " in the other; give the same tokens in the same order");
    }
    int[][] drawn = drawnPairs(first.tokens());
    PairDistance there = lookedUp(second, distance);
    double[] here =
        Arrays.stream(drawn).mapToDouble(p -> distance.between(first, p[0], p[1])).toArray();
    int[] unshuffled = IntStream.range(0, first.tokens()).toArray();
    double correlation = correlation(here, there, drawn, unshuffled);
    long asHigh =
        IntStream.range(0, permutations)
            .parallel()
            .filter(
                i -> {
                  SplittableRandom random = Seeds.stream(seed, "Mantel permutation", i);
                  int[] order = TokenSpace.permutation(first.tokens(), random);
                  return correlation(here, there, drawn, order) >= correlation;
                })
            .count();
    return new Result(correlation, (asHigh + 1.0) / (permutations + 1.0));
  }

  private interface PairDistance {
    double of(int a, int b);
  }

  // Every permutation asks for thousands of distances: computed once where they fit in memory.
  private static PairDistance lookedUp(TokenSpace space, Distance distance) {
    int tokens = space.tokens();
    if (tokens > MOST_LOOKED_UP) {
      return (a, b) -> distance.between(space, a, b);
    }
    float[][] table =
        IntStream.range(0, tokens)
            .parallel()
            .mapToObj(
                a -> {
                  float[] row = new float[tokens];
                  for (int b = 0; b < tokens; b++) {
                    row[b] = (float) distance.between(space, a, b);
                  }
                  return row;
                })
            .toArray(float[][]::new);
    return (a, b) -> table[a][b];
  }

  private static double correlation(double[] here, PairDistance there, int[][] drawn, int[] order) {
    double[] other = new double[drawn.length];
    for (int i = 0; i < other.length; i++) {
      other[i] = there.of(order[drawn[i][0]], order[drawn[i][1]]);
    }
    return correlation(here, other);
  }

  private int[][] drawnPairs(int tokens) {
    long all = (long) tokens * (tokens - 1) / 2;
    if (all <= pairs) {
      return IntStream.range(0, tokens)
          .boxed()
          .flatMap(a -> IntStream.range(a + 1, tokens).mapToObj(b -> new int[] {a, b}))
          .toArray(int[][]::new);
    }
    SplittableRandom random = Seeds.stream(seed, "token pairs");
    return random
        .longs(0, (long) tokens * tokens)
        .filter(code -> code / tokens < code % tokens)
        .distinct()
        .limit(pairs)
        .mapToObj(code -> new int[] {(int) (code / tokens), (int) (code % tokens)})
        .toArray(int[][]::new);
  }

  static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(0);
    double meanB = Arrays.stream(b).average().orElse(0);
    double both = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      both += (a[i] - meanA) * (b[i] - meanB);
      squaresA += (a[i] - meanA) * (a[i] - meanA);
      squaresB += (b[i] - meanB) * (b[i] - meanB);
    }
    return squaresA == 0 || squaresB == 0 ? 0 : both / Math.sqrt(squaresA * squaresB);
  }
}
