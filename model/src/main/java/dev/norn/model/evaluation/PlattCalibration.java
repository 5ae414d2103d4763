package dev.norn.model.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Turns a model's logits into probabilities at the natural prior: {@code sigmoid(intercept + slope
 * × logit)}, fitted on the validation split without re-weighting.
 *
 * @param method how it came about
 * @param people fitted on
 * @param positives among them
 * @param note why it is the identity, or empty
 */
public record PlattCalibration(
    double intercept, double slope, Method method, int people, int positives, String note) {

  /** Fewer positives or negatives than this say too little about two parameters. */
  public static final int MIN_PER_CLASS = 10;

  /** How a calibration came about. */
  public enum Method {
    /** Maximum likelihood. */
    FITTED,
    /** The model's own probabilities, because fitting was refused. */
    IDENTITY
  }

  public PlattCalibration {
    if (!Double.isFinite(intercept) || !(slope > 0) || !Double.isFinite(slope)) {
      throw new IllegalArgumentException(
          "[calibration] a finite intercept and a finite slope above 0 are needed, got "
              + intercept
              + " and "
              + slope);
    }
    if (method == Method.IDENTITY && (intercept != 0 || slope != 1)) {
      throw new IllegalArgumentException("[calibration] the identity has intercept 0 and slope 1");
    }
  }

  /**
   * @throws DegenerateCalibration when the data cannot carry a fit
   */
  public static PlattCalibration fit(double[] logits, boolean[] positive) {
    int positives = count(positive);
    requireUsable(logits, positive, positives);
    int[] once = new int[logits.length];
    Arrays.fill(once, 1);
    LogisticFit fit = LogisticFit.fit(logits, positive, once);
    if (!fit.converged()) {
      throw new DegenerateCalibration(
          "the logits are constant or separate the classes completely, so no finite slope fits");
    }
    if (fit.slope() <= 0) {
      throw new DegenerateCalibration(
          String.format(
              Locale.ROOT,
              "the fitted slope is %.4f: higher logits go with fewer positives; check the head"
                  + " and the labels",
              fit.slope()));
    }
    return new PlattCalibration(
        fit.intercept(), fit.slope(), Method.FITTED, logits.length, positives, "");
  }

  /** As {@link #fit}, or the identity with the reason in its note when fitting is refused. */
  public static PlattCalibration fitOrIdentity(double[] logits, boolean[] positive) {
    try {
      return fit(logits, positive);
    } catch (DegenerateCalibration e) {
      return new PlattCalibration(
          0, 1, Method.IDENTITY, logits.length, count(positive), e.getMessage());
    }
  }

  /** Calibrated probability. */
  public double probability(double logit) {
    return LogisticFit.sigmoid(intercept + slope * logit);
  }

  /**
   * How sure a fit is of intercept and slope: the inverse of the information that its people carry.
   *
   * @param logits that it was fitted on
   * @return variance of the intercept, covariance, variance of the slope
   */
  public List<Double> covariance(double[] logits) {
    double h00 = 0;
    double h01 = 0;
    double h11 = 0;
    for (double logit : logits) {
      double p = probability(logit);
      double weight = p * (1 - p);
      h00 += weight;
      h01 += weight * logit;
      h11 += weight * logit * logit;
    }
    double determinant = h00 * h11 - h01 * h01;
    return List.of(h11 / determinant, -h01 / determinant, h00 / determinant);
  }

  private static void requireUsable(double[] logits, boolean[] positive, int positives) {
    if (logits.length != positive.length) {
      throw new IllegalArgumentException(
          "[calibration] " + logits.length + " logits for " + positive.length + " labels");
    }
    if (!Arrays.stream(logits).allMatch(Double::isFinite)) {
      throw new DegenerateCalibration("some logits are not finite; the model diverged");
    }
    int negatives = logits.length - positives;
    if (positives < MIN_PER_CLASS || negatives < MIN_PER_CLASS) {
      throw new DegenerateCalibration(
          "the validation split has "
              + positives
              + " positives and "
              + negatives
              + " negatives, at least "
              + MIN_PER_CLASS
              + " of each are needed; use more people or a longer horizon");
    }
  }

  private static int count(boolean[] positive) {
    int count = 0;
    for (boolean p : positive) {
      count += p ? 1 : 0;
    }
    return count;
  }
}
