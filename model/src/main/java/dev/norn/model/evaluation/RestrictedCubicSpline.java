package dev.norn.model.evaluation;

import java.util.Arrays;

/**
 * Natural cubic spline in Harrell's form (Regression Modeling Strategies, 2nd ed. 2015, section
 * 2.4.5): linear below the first and above the last knot, so that its tails do not swing.
 */
final class RestrictedCubicSpline {

  // Harrell's places of four knots, as quantiles of the input.
  private static final double[] PLACES = {0.05, 0.35, 0.65, 0.95};
  private static final int LEAST_KNOTS = 3;

  private final double[] knots;

  private RestrictedCubicSpline(double[] knots) {
    this.knots = knots;
  }

  /**
   * Knots at four quantiles of the sample; where they coincide there are fewer, and with fewer than
   * three the spline is a line.
   *
   * @param sorted inputs in ascending order
   * @param counts how often each is in the sample
   */
  static RestrictedCubicSpline fitted(double[] sorted, int[] counts) {
    long all = Arrays.stream(counts).asLongStream().sum();
    double[] found = new double[PLACES.length];
    long below = 0;
    int place = 0;
    for (int i = 0; i < sorted.length && place < PLACES.length; i++) {
      below += counts[i];
      while (place < PLACES.length && below > (long) (PLACES[place] * (all - 1))) {
        found[place++] = sorted[i];
      }
    }
    double[] distinct = Arrays.stream(found, 0, place).distinct().toArray();
    return new RestrictedCubicSpline(distinct.length < LEAST_KNOTS ? new double[0] : distinct);
  }

  /** Length of {@link #terms}. */
  int size() {
    return knots.length == 0 ? 2 : knots.length;
  }

  /** 1, x, then one cubic term for each knot but the last two. */
  double[] terms(double x) {
    double[] terms = new double[size()];
    terms[0] = 1;
    terms[1] = x;
    if (knots.length == 0) {
      return terms;
    }
    double last = knots[knots.length - 1];
    double beforeLast = knots[knots.length - 2];
    double scale = (last - knots[0]) * (last - knots[0]);
    for (int j = 0; j < knots.length - 2; j++) {
      double towards =
          cube(x - knots[j])
              - cube(x - beforeLast) * (last - knots[j]) / (last - beforeLast)
              + cube(x - last) * (beforeLast - knots[j]) / (last - beforeLast);
      terms[j + 2] = towards / scale;
    }
    return terms;
  }

  private static double cube(double x) {
    return x > 0 ? x * x * x : 0;
  }
}
