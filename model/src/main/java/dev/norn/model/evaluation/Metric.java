package dev.norn.model.evaluation;

/** A figure that says how good predicted probabilities are. */
public enum Metric {
  /** Chance that a positive ranks above a negative, ties as half. */
  AUROC("AUROC", Better.HIGHER),
  /** Average precision: sum over thresholds of (recall gained × precision). */
  AUPRC("AUPRC", Better.HIGHER),
  /** Area under lift: chance that a positive ranks above anyone, ties and itself as half. */
  AUL("AUL", Better.HIGHER),
  /** Mean squared difference of probability and outcome. */
  BRIER("Brier score", Better.LOWER),
  /** Mean negative log-likelihood in nats; probabilities are kept 1e-12 away from 0 and 1. */
  LOG_LOSS("log-loss", Better.LOWER),
  /**
   * Intercept of a logistic regression of the outcome on the logit with the slope held at 1 (Van
   * Calster et al. 2019); below 0: predicted too high.
   */
  CALIBRATION_INTERCEPT("calibration intercept", Better.NEARER_ZERO),
  /** Slope of a logistic regression of the outcome on the logit; below 1: too extreme. */
  CALIBRATION_SLOPE("calibration slope", Better.NEARER_ONE),
  /** Observed share minus mean predicted probability. */
  CALIBRATION_IN_THE_LARGE("observed minus predicted", Better.NEARER_ZERO),
  /**
   * Integrated calibration index: mean distance of the probability from a smooth curve of what was
   * observed (Austin and Steyerberg 2019). Chance alone keeps it above 0, the more the fewer
   * positives there are: read it beside the baselines'.
   */
  ICI("integrated calibration index", Better.LOWER);

  private enum Better {
    HIGHER,
    LOWER,
    NEARER_ZERO,
    NEARER_ONE
  }

  private final String title;
  private final Better better;

  Metric(String title, Better better) {
    this.title = title;
    this.better = better;
  }

  /** As printed in reports. */
  public String title() {
    return title;
  }

  /** Whether the first value is better than the second; never when either is undefined. */
  public boolean isBetter(double first, double second) {
    return switch (better) {
      case HIGHER -> first > second;
      case LOWER -> first < second;
      case NEARER_ZERO -> Math.abs(first) < Math.abs(second);
      case NEARER_ONE -> Math.abs(first - 1) < Math.abs(second - 1);
    };
  }

  /**
   * Whether another share of positives among like people gives another figure. Then an interval
   * must let that share vary, or it is too narrow.
   */
  boolean movesWithBaseRate() {
    return this != AUROC && this != CALIBRATION_SLOPE;
  }

  /**
   * @return not a number where the metric is undefined: a ranking without both classes, a
   *     calibration slope of constant or perfectly separating probabilities
   */
  public double of(Scores scores) {
    return of(scores, scores.everybody());
  }

  /**
   * @param counts how often each person, by row, is in the sample
   */
  double of(Scores scores, int[] counts) {
    return switch (this) {
      case AUROC -> Ranking.auroc(scores, counts);
      case AUPRC -> Ranking.averagePrecision(scores, counts);
      case AUL -> Ranking.areaUnderLift(scores, counts);
      case BRIER -> ProbabilityError.brier(scores, counts);
      case LOG_LOSS -> ProbabilityError.logLoss(scores, counts);
      case CALIBRATION_INTERCEPT -> Calibration.intercept(scores, counts);
      case CALIBRATION_SLOPE -> Calibration.slope(scores, counts);
      case CALIBRATION_IN_THE_LARGE -> Calibration.inTheLarge(scores, counts);
      case ICI -> Calibration.index(scores, counts);
    };
  }
}
