package dev.norn.model.evaluation;

/**
 * Maximum-likelihood logistic regression on one input, by Newton's method with step halving.
 *
 * @param converged false when no finite maximum was reached: a constant input, or classes that the
 *     input separates
 */
record LogisticFit(double intercept, double slope, boolean converged) {

  private static final int MAX_STEPS = 100;
  // Newton's error squares at each step: a step this small leaves none that doubles can show.
  private static final double TOLERANCE = 1e-7;
  private static final double SAFE_STEP = 0.5;
  // Beyond this many units of logit per standard deviation the classes are all but separated.
  private static final double MAX_STANDARDISED_SLOPE = 1e3;

  /**
   * @param counts weight of each row
   */
  static LogisticFit fit(double[] x, boolean[] y, int[] counts) {
    double[] moments = moments(x, counts);
    if (!(moments[1] > 1e-12 * Math.max(1, Math.abs(moments[0])))) {
      return new LogisticFit(Double.NaN, Double.NaN, false);
    }
    double[] z = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      z[i] = (x[i] - moments[0]) / moments[1];
    }
    // Calibrated logits are their own fit, nearly; a resample's is found from there in few steps.
    double[] found = climb(z, y, counts, moments, true);
    if (found == null) {
      found = climb(z, y, counts, new double[] {logOdds(y, counts), 0}, true);
    }
    if (found == null || Math.abs(found[1]) > MAX_STANDARDISED_SLOPE) {
      return new LogisticFit(Double.NaN, Double.NaN, false);
    }
    double slope = found[1] / moments[1];
    return new LogisticFit(found[0] - slope * moments[0], slope, true);
  }

  /** The intercept when the slope is held at 1. */
  static LogisticFit withUnitSlope(double[] x, boolean[] y, int[] counts) {
    double[] found = climb(x, y, counts, new double[] {0, 1}, false);
    return found == null
        ? new LogisticFit(Double.NaN, 1, false)
        : new LogisticFit(found[0], 1, true);
  }

  private static double[] climb(
      double[] x, boolean[] y, int[] counts, double[] start, boolean moveSlope) {
    double[] at = start;
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] direction = direction(x, y, counts, at, moveSlope);
      double size = Math.max(Math.abs(direction[0]), Math.abs(direction[1]));
      if (!Double.isFinite(size)) {
        return null;
      }
      double[] next = {at[0] + direction[0], at[1] + direction[1]};
      if (size < TOLERANCE) {
        return next;
      }
      at = size < SAFE_STEP ? next : shortened(x, y, counts, at, next);
    }
    return null;
  }

  // Far from the maximum a Newton step can overshoot it; halved until it does not lose.
  private static double[] shortened(
      double[] x, boolean[] y, int[] counts, double[] at, double[] full) {
    double likelihood = likelihood(x, y, counts, at);
    double[] next = full;
    for (int half = 0; half < 40 && !(likelihood(x, y, counts, next) >= likelihood); half++) {
      next = new double[] {(at[0] + next[0]) / 2, (at[1] + next[1]) / 2};
    }
    return next;
  }

  private static double[] direction(
      double[] x, boolean[] y, int[] counts, double[] at, boolean moveSlope) {
    double g0 = 0;
    double g1 = 0;
    double h00 = 0;
    double h01 = 0;
    double h11 = 0;
    for (int i = 0; i < x.length; i++) {
      if (counts[i] == 0) {
        continue;
      }
      double p = sigmoid(at[0] + at[1] * x[i]);
      double residual = counts[i] * ((y[i] ? 1 : 0) - p);
      double weight = counts[i] * p * (1 - p);
      g0 += residual;
      g1 += residual * x[i];
      h00 += weight;
      h01 += weight * x[i];
      h11 += weight * x[i] * x[i];
    }
    if (!moveSlope) {
      return new double[] {g0 / h00, 0};
    }
    double determinant = h00 * h11 - h01 * h01;
    return new double[] {(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant};
  }

  private static double likelihood(double[] x, boolean[] y, int[] counts, double[] at) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      if (counts[i] != 0) {
        double logit = at[0] + at[1] * x[i];
        double penalised = y[i] ? -logit : logit;
        sum -= counts[i] * (Math.max(penalised, 0) + Math.log1p(Math.exp(-Math.abs(penalised))));
      }
    }
    return sum;
  }

  private static double logOdds(boolean[] y, int[] counts) {
    double positives = 0;
    double all = 0;
    for (int i = 0; i < y.length; i++) {
      positives += y[i] ? counts[i] : 0;
      all += counts[i];
    }
    return Math.log(positives / (all - positives));
  }

  private static double[] moments(double[] x, int[] counts) {
    double sum = 0;
    double all = 0;
    for (int i = 0; i < x.length; i++) {
      sum += counts[i] * x[i];
      all += counts[i];
    }
    double mean = sum / all;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      squares += counts[i] * (x[i] - mean) * (x[i] - mean);
    }
    return new double[] {mean, Math.sqrt(squares / all)};
  }

  static double sigmoid(double logit) {
    if (logit >= 0) {
      return 1 / (1 + Math.exp(-logit));
    }
    double odds = Math.exp(logit);
    return odds / (1 + odds);
  }
}
