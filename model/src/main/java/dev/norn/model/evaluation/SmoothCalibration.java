package dev.norn.model.evaluation;

import java.util.Arrays;

/**
 * The integrated calibration index (Austin and Steyerberg 2019): the mean distance of predicted
 * probabilities from a smooth curve of what was observed. The curve is a logistic regression of the
 * outcome on a restricted cubic spline of the logit with four knots, as in Austin, Harrell and van
 * Klaveren (2020); a line where the spline has no finite fit.
 */
final class SmoothCalibration {

  private SmoothCalibration() {}

  /**
   * Not a number where even a line has no finite fit: without both classes, or with separated ones.
   *
   * @param ranked how often each person, by rank, is in the sample
   */
  static double index(Scores scores, int[] ranked) {
    double[] observed = curve(scores, ranked);
    if (observed == null) {
      return Double.NaN;
    }
    double sum = 0;
    double people = 0;
    for (int rank = 0; rank < ranked.length; rank++) {
      if (ranked[rank] > 0) {
        sum += ranked[rank] * Math.abs(scores.probability(rank) - observed[rank]);
        people += ranked[rank];
      }
    }
    return sum / people;
  }

  /** Smoothed share of positives by rank, of those counted; null where there is none. */
  private static double[] curve(Scores scores, int[] ranked) {
    double[] logits = scores.logits();
    RestrictedCubicSpline spline = RestrictedCubicSpline.fitted(logits, ranked);
    double[][] rows = new double[logits.length][];
    for (int rank = 0; rank < rows.length; rank++) {
      rows[rank] = ranked[rank] == 0 ? null : spline.terms(logits[rank]);
    }
    // Perfect calibration is where the climb starts.
    double[] start = new double[spline.size()];
    start[1] = 1;
    double[] found = MultipleLogisticFit.coefficients(rows, scores.labels(), ranked, start);
    if (found != null) {
      return probabilities(rows, found);
    }
    LogisticFit line = LogisticFit.fit(logits, scores.labels(), ranked);
    return line.converged()
        ? probabilities(rows, new double[] {line.intercept(), line.slope()})
        : constant(scores, ranked);
  }

  private static double[] probabilities(double[][] rows, double[] coefficients) {
    double[] found = new double[rows.length];
    for (int rank = 0; rank < rows.length; rank++) {
      double logit = 0;
      for (int a = 0; rows[rank] != null && a < coefficients.length; a++) {
        logit += coefficients[a] * rows[rank][a];
      }
      found[rank] = LogisticFit.sigmoid(logit);
    }
    return found;
  }

  // One probability for everybody is as well calibrated as it is near to the observed share.
  private static double[] constant(Scores scores, int[] ranked) {
    double first = Double.NaN;
    double positives = 0;
    double people = 0;
    for (int rank = 0; rank < ranked.length; rank++) {
      if (ranked[rank] > 0) {
        double p = scores.probability(rank);
        if (!Double.isNaN(first) && p != first) {
          return null;
        }
        first = p;
        positives += scores.isPositive(rank) ? ranked[rank] : 0;
        people += ranked[rank];
      }
    }
    double[] shares = new double[ranked.length];
    Arrays.fill(shares, positives / people);
    return shares;
  }
}
