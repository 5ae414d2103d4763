package dev.norn.model.evaluation;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Percentile intervals from resampled people. Each resample draws twice: positives and negatives
 * apart, which keeps the split's base rate and serves figures that do not depend on it (AUROC,
 * recall); and from everybody, for figures that do (observed minus predicted, Brier score,
 * precision), whose intervals the first way leaves out how uncertain the base rate is. Each
 * resample has its own seed: running in parallel gives the same figures.
 *
 * @param resamples at least 2
 * @param seed of all draws
 * @param level such as 0.95
 */
public record StratifiedBootstrap(int resamples, long seed, double level) {

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
    return resample(scores).intervals();
  }

  /**
   * First minus second, on the same resampled people.
   *
   * @param first and second: the same people with the same labels, in the same order
   */
  public Map<Metric, Interval> differences(Scores first, Scores second) {
    return resample(first).minus(resample(second)).intervals();
  }

  /** The same figures as all metrics' intervals hold, in the time that one metric takes. */
  public Interval interval(Metric metric, Scores scores) {
    return resample(metric, scores).interval(0);
  }

  /** As {@link #differences}, of one metric. */
  public Interval difference(Metric metric, Scores first, Scores second) {
    return resample(metric, first).minus(resample(metric, second)).interval(0);
  }

  private Resamples resample(Metric metric, Scores scores) {
    return resample(
        scores, (strata, everybody) -> new double[] {figure(metric, scores, strata, everybody)});
  }

  Resamples resample(Scores scores) {
    return resample(scores, (strata, everybody) -> figures(scores, strata, everybody));
  }

  /**
   * With the base rate held.
   *
   * @param people whose labels decide the draws: the same labels in the same order, the same draws
   * @param figures of a sample, given how often each person, by row, is in it
   */
  Resamples resample(Scores people, Function<int[], double[]> figures) {
    return resample(people, (strata, everybody) -> figures.apply(strata));
  }

  /**
   * @param people as above
   * @param figures given how often each person, by row, is in a sample of the split's base rate,
   *     then in a sample drawn from everybody
   */
  Resamples resample(Scores people, BiFunction<int[], int[], double[]> figures) {
    boolean[] labels = people.labelsByRow();
    return resample(
        labels,
        strata(labels),
        new int[][] {IntStream.range(0, labels.length).toArray()},
        people.everybody(),
        figures);
  }

  /**
   * @param groups of each person, by row; people are drawn within each group
   * @param figures of a sample, given how often each person, by row, is in it
   */
  Resamples resample(int[] groups, Function<int[], double[]> figures) {
    boolean[] labels = new boolean[groups.length];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = groups[row] > 0;
    }
    int[] once = new int[groups.length];
    Arrays.fill(once, 1);
    int[][] strata = strata(groups);
    return resample(labels, strata, strata, once, (drawn, same) -> figures.apply(drawn));
  }

  private Resamples resample(
      boolean[] labels,
      int[][] strata,
      int[][] everybody,
      int[] once,
      BiFunction<int[], int[], double[]> figures) {
    double[][] resampled =
        IntStream.range(0, resamples)
            .parallel()
            .mapToObj(
                resample ->
                    figures.apply(draw(resample, seed, strata), draw(resample, ~seed, everybody)))
            .toArray(double[][]::new);
    return new Resamples(level, labels, figures.apply(once, once), resampled);
  }

  private static double[] figures(Scores scores, int[] strata, int[] everybody) {
    return Arrays.stream(Metric.values())
        .mapToDouble(metric -> figure(metric, scores, strata, everybody))
        .toArray();
  }

  private static double figure(Metric metric, Scores scores, int[] strata, int[] everybody) {
    return metric.of(scores, metric.movesWithBaseRate() ? everybody : strata);
  }

  private static int[] draw(int resample, long seed, int[][] strata) {
    // Drawing the seed mixes it, so neighbouring resamples have unrelated draws.
    long own = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (resample + 1L)).nextLong();
    SplittableRandom random = new SplittableRandom(own);
    int[] counts = new int[Arrays.stream(strata).mapToInt(stratum -> stratum.length).sum()];
    for (int[] stratum : strata) {
      for (int drawn = 0; drawn < stratum.length; drawn++) {
        counts[stratum[random.nextInt(stratum.length)]]++;
      }
    }
    return counts;
  }

  private static int[][] strata(int[] groups) {
    return Arrays.stream(groups)
        .sorted()
        .distinct()
        .mapToObj(
            wanted ->
                IntStream.range(0, groups.length).filter(row -> groups[row] == wanted).toArray())
        .toArray(int[][]::new);
  }

  private static int[][] strata(boolean[] labels) {
    return Stream.of(true, false)
        .map(
            wanted ->
                IntStream.range(0, labels.length).filter(row -> labels[row] == wanted).toArray())
        .toArray(int[][]::new);
  }
}
