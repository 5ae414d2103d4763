package dev.norn.model.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * What flagging people at one threshold means. Intervals hold the threshold fixed; those of
 * precision and number needed let the base rate vary, those of recall and false-positive rate hold
 * it.
 *
 * @param title how the threshold was chosen
 * @param threshold people at or above it are flagged
 * @param counts the confusion matrix
 * @param baseRate share of positives: the precision of flagging at random
 * @param precision undefined, as is the number needed, when nobody is flagged
 * @param recall share of positives flagged
 * @param falsePositiveRate share of negatives flagged
 * @param numberNeeded people flagged for each positive among them
 */
public record OperatingPointFigures(
    String title,
    double threshold,
    ConfusionCounts counts,
    double baseRate,
    Interval precision,
    Interval recall,
    Interval falsePositiveRate,
    Interval numberNeeded) {

  private static final double[] SHARES = {0.01, 0.05, 0.1};
  private static final double EVEN_ODDS = 0.5;

  private record Named(String title, double threshold) {}

  /** Where a share is flagged that is the training base rate, then the top 1, 5, 10 %, then 0.5. */
  static List<OperatingPointFigures> all(
      StratifiedBootstrap bootstrap, Scores scores, double trainBaseRate) {
    List<Named> points = new ArrayList<>();
    points.add(new Named("as many as the training base rate", at(scores, trainBaseRate)));
    for (double share : SHARES) {
      points.add(new Named("top " + Math.round(100 * share) + " %", at(scores, share)));
    }
    points.add(new Named("probability 0.5 or more", EVEN_ODDS));
    double[] thresholds = points.stream().mapToDouble(Named::threshold).toArray();
    ThresholdCounts counts = new ThresholdCounts(scores, thresholds);
    Resamples resamples =
        bootstrap.resample(
            scores, (strata, everybody) -> values(counts.of(strata), counts.of(everybody)));
    ConfusionCounts[] found = counts.of(scores.everybody());
    List<OperatingPointFigures> figures = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      figures.add(
          new OperatingPointFigures(
              points.get(i).title(),
              thresholds[i],
              found[i],
              scores.baseRate(),
              resamples.interval(4 * i),
              resamples.interval(4 * i + 1),
              resamples.interval(4 * i + 2),
              resamples.interval(4 * i + 3)));
    }
    return figures;
  }

  private static double at(Scores scores, double share) {
    return OperatingPoint.flagging(scores, share).threshold();
  }

  private static double[] values(ConfusionCounts[] strata, ConfusionCounts[] everybody) {
    double[] values = new double[4 * strata.length];
    for (int i = 0; i < strata.length; i++) {
      values[4 * i] = everybody[i].precision();
      values[4 * i + 1] = strata[i].recall();
      values[4 * i + 2] = strata[i].falsePositiveRate();
      values[4 * i + 3] = everybody[i].numberNeeded();
    }
    return values;
  }
}
