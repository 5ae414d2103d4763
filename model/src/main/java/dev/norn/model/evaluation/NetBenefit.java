package dev.norn.model.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A point of a decision curve (Vickers and Elkin 2006): what flagging at a threshold is worth to
 * somebody who holds one missed positive to be as bad as {@code (1 - threshold) / threshold} people
 * flagged in vain. In net positives found per person; flagging nobody is worth 0.
 *
 * @param threshold people at or above it are flagged
 * @param netBenefit of the model
 * @param flaggingAll net benefit of flagging everybody
 */
public record NetBenefit(double threshold, Interval netBenefit, double flaggingAll) {

  private static final int POINTS = 40;
  private static final double REACH = 4;
  private static final double HIGHEST = 0.95;

  /** From near 0 to four times the training base rate; chosen without a look at the test people. */
  static double[] thresholds(double trainBaseRate) {
    double top = Math.min(HIGHEST, REACH * trainBaseRate);
    return IntStream.rangeClosed(1, POINTS).mapToDouble(i -> top * i / POINTS).toArray();
  }

  static List<NetBenefit> curve(StratifiedBootstrap bootstrap, Scores scores, double[] thresholds) {
    ThresholdCounts at = new ThresholdCounts(scores, thresholds);
    Resamples resamples =
        bootstrap.resample(scores, (strata, everybody) -> values(at.of(everybody), thresholds));
    List<NetBenefit> curve = new ArrayList<>();
    for (int i = 0; i < thresholds.length; i++) {
      double rate = scores.baseRate();
      curve.add(
          new NetBenefit(
              thresholds[i], resamples.interval(i), rate - (1 - rate) * odds(thresholds[i])));
    }
    return curve;
  }

  private static double[] values(ConfusionCounts[] counts, double[] thresholds) {
    double[] values = new double[counts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          (counts[i].truePositives() - counts[i].falsePositives() * odds(thresholds[i]))
              / counts[i].people();
    }
    return values;
  }

  private static double odds(double threshold) {
    return threshold / (1 - threshold);
  }
}
