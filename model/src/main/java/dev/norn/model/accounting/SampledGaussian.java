package dev.norn.model.accounting;

import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * The Rényi divergence of one step of the sampled Gaussian mechanism (Mironov, Talwar and Zhang
 * 2019, section 3): a sum over people who are drawn at a rate, each of norm 1 at most, plus normal
 * noise. Neighbours differ by one person who is there or not.
 *
 * <p>Integer orders by the binomial sum of section 3.3. Orders between them by the trapezoid rule
 * on the integral of section 3.2, which converges exponentially fast as the integrand is analytic;
 * the published series do not converge for little noise. Both compute A - 1, which may be far
 * smaller than the rounding of A.
 *
 * @param rate with which a person is drawn, above 0 and at most 1
 * @param noise standard deviation of the noise ÷ most that one person adds, above 0
 */
record SampledGaussian(double rate, double noise) {

  // The integrand is a normal density about a point between 0 and the order, or less.
  private static final double REACH = 14;
  private static final double SMALL = 1e-3;

  SampledGaussian {
    if (!(rate > 0 && rate <= 1) || !(noise > 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "[noise] expected a rate above 0 and at most 1 and positive noise; found %s, %s"
              .formatted(rate, noise));
    }
  }

  /**
   * @param order above 1
   */
  double divergence(double order) {
    if (rate == 1) {
      return order / (2 * noise * noise);
    }
    double logExcess = order == Math.rint(order) ? bySum((int) order) : byIntegral(order);
    return logPlus(0, logExcess) / (order - 1);
  }

  /** log(A - 1) of an integer order: all terms are positive. */
  double bySum(int order) {
    double log = Double.NEGATIVE_INFINITY;
    for (int drawn = 2; drawn <= order; drawn++) {
      log =
          logPlus(
              log,
              CombinatoricsUtils.binomialCoefficientLog(order, drawn)
                  + drawn * Math.log(rate)
                  + (order - drawn) * Math.log1p(-rate)
                  + logMinusOne(drawn * (drawn - 1.0) / (2 * noise * noise)));
    }
    return log;
  }

  /** log(A - 1) of any order. */
  double byIntegral(double order) {
    // Within a strip of half-width π noise² the integrand has no singularity: an error of e^-39.
    double width = Math.min(noise / 8, noise * noise / 2);
    double from = -REACH * noise;
    long points = (long) Math.ceil((order + 2 * REACH * noise) / width);
    double log = Double.NEGATIVE_INFINITY;
    for (long i = 0; i <= points; i++) {
      log = logPlus(log, logIntegrand(from + i * width, order));
    }
    return log + Math.log(width);
  }

  // (1 + x)^order - 1 - order · x times the density, where x is rate · (likelihood ratio - 1): the
  // last part has mean 0, and what is left is positive and of second order.
  private double logIntegrand(double at, double order) {
    double logDensity =
        -at * at / (2 * noise * noise) - Math.log(noise) - Math.log(2 * Math.PI) / 2;
    double logRatio = (2 * at - 1) / (2 * noise * noise);
    if (Math.log(rate) + logRatio < 0) {
      double x = rate * Math.expm1(logRatio);
      return logDensity + Math.log(secondOrder(x, order));
    }
    double logX = Math.log(rate) + logMinusOne(logRatio);
    double logPower = order * logPlus(0, logX);
    double less = Math.exp(-logPower) + Math.exp(Math.log(order) + logX - logPower);
    return logDensity + logPower + Math.log1p(-less);
  }

  /** (1 + x)^order - 1 - order · x, by its series where the difference would be rounding. */
  private static double secondOrder(double x, double order) {
    if (Math.abs(x) > SMALL) {
      return Math.expm1(order * Math.log1p(x)) - order * x;
    }
    double rest = 1 + (order - 3) / 4 * x * (1 + (order - 4) / 5 * x);
    return order * (order - 1) / 2 * x * x * (1 + (order - 2) / 3 * x * rest);
  }

  /** log(e^a + e^b). */
  private static double logPlus(double a, double b) {
    double most = Math.max(a, b);
    double least = Math.min(a, b);
    return least == Double.NEGATIVE_INFINITY ? most : most + Math.log1p(Math.exp(least - most));
  }

  /** log(e^a - 1) for a positive number. */
  private static double logMinusOne(double a) {
    return a > 1 ? a + Math.log1p(-Math.exp(-a)) : Math.log(Math.expm1(a));
  }
}
