package dev.norn.model.evaluation;

/**
 * The model among the people of one group, each figure with its interval from resampling these
 * people.
 *
 * @param positives among the people
 * @param observed share of positives
 * @param predicted mean probability
 * @param recall at the threshold of the outcome's main operating point, the same for all groups
 */
public record SubgroupEstimates(
    int people,
    int positives,
    double observed,
    double predicted,
    Interval auroc,
    Interval brier,
    Interval calibrationIntercept,
    Interval calibrationSlope,
    Interval observedMinusPredicted,
    Interval recall) {

  /**
   * @param threshold people at or above it are flagged
   */
  static SubgroupEstimates of(StratifiedBootstrap bootstrap, Scores scores, double threshold) {
    ThresholdCounts at = new ThresholdCounts(scores, new double[] {threshold});
    Resamples resamples =
        bootstrap.resample(
            scores,
            (strata, everybody) ->
                new double[] {
                  Metric.AUROC.of(scores, strata),
                  Metric.BRIER.of(scores, everybody),
                  Metric.CALIBRATION_INTERCEPT.of(scores, everybody),
                  Metric.CALIBRATION_SLOPE.of(scores, strata),
                  Metric.CALIBRATION_IN_THE_LARGE.of(scores, everybody),
                  at.of(strata)[0].recall()
                });
    double difference = resamples.interval(4).estimate();
    return new SubgroupEstimates(
        scores.people(),
        scores.positives(),
        scores.baseRate(),
        scores.baseRate() - difference,
        resamples.interval(0),
        resamples.interval(1),
        resamples.interval(2),
        resamples.interval(3),
        resamples.interval(4),
        resamples.interval(5));
  }
}
