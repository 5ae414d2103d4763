package dev.norn.model.explain;

import dev.norn.model.evaluation.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/** The mean of a figure over people, with the 95 % percentile interval of resampled people. */
public final class PeopleMean {

  private static final int RESAMPLES = 1_000;

  private PeopleMean() {}

  /**
   * @param figures one a person; who has none is not a number and left out
   * @param seed of the resamples
   * @return undefined where fewer than two people have one
   */
  public static Interval of(double[] figures, long seed) {
    double[] known = Arrays.stream(figures).filter(Double::isFinite).toArray();
    if (known.length < 2) {
      return new Interval(Double.NaN, Double.NaN, Double.NaN);
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] means = new double[RESAMPLES];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      double sum = 0;
      for (int drawn = 0; drawn < known.length; drawn++) {
        sum += known[random.nextInt(known.length)];
      }
      means[resample] = sum / known.length;
    }
    Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    percentile.setData(means);
    return new Interval(
        Arrays.stream(known).average().orElseThrow(),
        percentile.evaluate(2.5),
        percentile.evaluate(97.5));
  }
}
