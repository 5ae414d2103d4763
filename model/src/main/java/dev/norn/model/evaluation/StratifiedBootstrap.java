package dev.norn.model.evaluation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Percentile intervals from resampled people, positives and negatives apart, so that every resample
 * has the base rate of the split. Each resample draws from its own seed: running in parallel gives
 * the same figures.
 *
 * @param resamples at least 2
 * @param seed of all draws
 * @param level such as 0.95
 */
public record StratifiedBootstrap(int resamples, long seed, double level) {

  // With more undefined resamples than this, percentiles of the rest would flatter.
  private static final double MAX_UNDEFINED = 0.05;

  public StratifiedBootstrap {
    if (resamples < 2) {
      throw new IllegalArgumentException("[bootstrap] at least 2 resamples, got " + resamples);
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("[bootstrap] level must be in (0, 1), got " + level);
    }
  }

  /** 1,000 resamples, 95 %. */
  public static StratifiedBootstrap withSeed(long seed) {
    return new StratifiedBootstrap(1_000, seed, 0.95);
  }

  /** Each metric of one model. */
  public Map<Metric, Interval> intervals(Scores scores) {
    return intervals(
        strata(scores), all(scores, scores.everybody()), counts -> all(scores, counts));
  }

  /**
   * First minus second, on the same resampled people.
   *
   * @param first and second: the same people with the same labels, in the same order
   */
  public Map<Metric, Interval> differences(Scores first, Scores second) {
    requireSamePeople(first, second);
    return intervals(
        strata(first),
        minus(all(first, first.everybody()), all(second, second.everybody())),
        counts -> minus(all(first, counts), all(second, counts)));
  }

  private Map<Metric, Interval> intervals(
      int[][] strata, double[] estimates, Function<int[], double[]> figures) {
    double[][] resampled =
        IntStream.range(0, resamples)
            .parallel()
            .mapToObj(resample -> figures.apply(draw(resample, strata)))
            .toArray(double[][]::new);
    Map<Metric, Interval> intervals = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      int at = metric.ordinal();
      double[] values = Arrays.stream(resampled).mapToDouble(row -> row[at]).toArray();
      intervals.put(metric, interval(estimates[at], values));
    }
    return intervals;
  }

  private Interval interval(double estimate, double[] resampled) {
    double[] values =
        Arrays.stream(resampled).filter(value -> !Double.isNaN(value)).sorted().toArray();
    if (Double.isNaN(estimate) || values.length < (1 - MAX_UNDEFINED) * resamples) {
      return new Interval(estimate, Double.NaN, Double.NaN);
    }
    double tail = (1 - level) / 2;
    return new Interval(estimate, quantile(values, tail), quantile(values, 1 - tail));
  }

  private static double[] all(Scores scores, int[] counts) {
    return Arrays.stream(Metric.values())
        .mapToDouble(metric -> metric.of(scores, counts))
        .toArray();
  }

  private static double[] minus(double[] first, double[] second) {
    return IntStream.range(0, first.length).mapToDouble(i -> first[i] - second[i]).toArray();
  }

  private int[] draw(int resample, int[][] strata) {
    // The generator mixes its seed, so neighbouring seeds give unrelated draws.
    SplittableRandom random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (resample + 1L));
    random = new SplittableRandom(random.nextLong());
    int[] counts = new int[strata[0].length + strata[1].length];
    for (int[] stratum : strata) {
      for (int drawn = 0; drawn < stratum.length; drawn++) {
        counts[stratum[random.nextInt(stratum.length)]]++;
      }
    }
    return counts;
  }

  private static int[][] strata(Scores scores) {
    boolean[] positive = labelsByRow(scores);
    return Stream.of(true, false)
        .map(
            wanted ->
                IntStream.range(0, positive.length)
                    .filter(row -> positive[row] == wanted)
                    .toArray())
        .toArray(int[][]::new);
  }

  private static boolean[] labelsByRow(Scores scores) {
    boolean[] positive = new boolean[scores.people()];
    for (int rank = 0; rank < positive.length; rank++) {
      positive[scores.row(rank)] = scores.isPositive(rank);
    }
    return positive;
  }

  private static void requireSamePeople(Scores first, Scores second) {
    if (!Arrays.equals(labelsByRow(first), labelsByRow(second))) {
      throw new IllegalArgumentException(
          "[bootstrap] a paired difference needs the same people in the same order; the labels of"
              + " the two differ");
    }
  }

  // Linear between order statistics, as R's default and NumPy's.
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
