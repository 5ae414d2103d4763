package dev.norn.model.accounting;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The privacy that is left after stages of steps with one and the same noise: Rényi divergences,
 * added up over all steps, then turned into epsilon by Canonne, Kamath and Steinke 2020,
 * proposition 12. Any order gives a bound; the least over a grid of orders is taken.
 */
public final class PrivacyAccountant {

  /** 1.1 to 10.9 by tenths, 11 to 63, then 128, 256, 512 and 1024. */
  private static final double[] ORDERS =
      DoubleStream.concat(
              IntStream.rangeClosed(11, 109).mapToDouble(tenths -> tenths / 10.0),
              IntStream.concat(IntStream.rangeClosed(11, 63), IntStream.of(128, 256, 512, 1024))
                  .asDoubleStream())
          .toArray();

  private static final double LEAST_ACCOUNTED = 0.01;
  private static final double LEAST_NOISE = 0.1;
  private static final double MOST_NOISE = 10_000;
  private static final double TENTHS_OF_THOUSANDTHS = 1e4;

  private final double[] divergences = new double[ORDERS.length];

  /**
   * @param noiseMultiplier standard deviation of the noise that is added to a step's sum ÷ most
   *     that one person adds to it; 0.01 or more: less is no privacy, and takes long to say so
   * @param stages one after the other over the same people
   */
  public PrivacyAccountant(double noiseMultiplier, List<SampledSteps> stages) {
    if (!(noiseMultiplier >= LEAST_ACCOUNTED)) {
      throw new IllegalArgumentException(
          "[noise multiplier] found %s, expected %s or more: less noise is no privacy"
              .formatted(noiseMultiplier, LEAST_ACCOUNTED));
    }
    for (SampledSteps stage : stages) {
      SampledGaussian step = new SampledGaussian(stage.rate(), noiseMultiplier);
      for (int i = 0; stage.steps() > 0 && i < ORDERS.length; i++) {
        divergences[i] += stage.steps() * step.divergence(ORDERS[i]);
      }
    }
  }

  /**
   * @param delta above 0 and below 1
   * @return not negative
   */
  public double epsilon(double delta) {
    requireDelta(delta);
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ORDERS.length; i++) {
      double order = ORDERS[i];
      double own = divergences[i] + Math.log1p(-1 / order) - Math.log(delta * order) / (order - 1);
      least = Math.min(least, own);
    }
    return Math.max(0, least);
  }

  /**
   * The least noise for an epsilon, to four decimals, rounded up; never below {@value
   * #LEAST_NOISE}.
   *
   * @param epsilon positive
   * @param delta above 0 and below 1
   * @throws IllegalArgumentException if no noise is enough
   */
  public static double noiseMultiplier(double epsilon, double delta, List<SampledSteps> stages) {
    requireDelta(delta);
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException(
          "[epsilon] found " + epsilon + ", expected a positive number");
    }
    double low = LEAST_NOISE;
    double high = low;
    while (new PrivacyAccountant(high, stages).epsilon(delta) > epsilon) {
      low = high;
      high *= 2;
      if (high > MOST_NOISE) {
        throw new IllegalArgumentException(
            ("[epsilon] found %s, which no noise reaches at delta %s in these steps; expected a"
                    + " larger epsilon or delta, or fewer epochs")
                .formatted(epsilon, delta));
      }
    }
    while (high - low > 0.1 / TENTHS_OF_THOUSANDTHS) {
      double middle = (low + high) / 2;
      if (new PrivacyAccountant(middle, stages).epsilon(delta) > epsilon) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.ceil(high * TENTHS_OF_THOUSANDTHS) / TENTHS_OF_THOUSANDTHS;
  }

  private static void requireDelta(double delta) {
    if (!(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException(
          "[delta] found " + delta + ", expected a number above 0 and below 1");
    }
  }
}
