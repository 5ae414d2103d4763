package dev.norn.model.evaluation;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What flagging the highest-ranked people would mean: as many as have the outcome in the training
 * split, by share.
 *
 * @param threshold people at or above it are flagged
 * @param corrected for positives hidden among the negatives, by rising alpha, from 0 (uncorrected);
 *     empty when everybody is flagged
 */
public record OperatingPoint(
    double threshold, ConfusionCounts counts, List<CorrectedMetrics> corrected) {

  private static final double[] ALPHAS = {0, 0.01, 0.025, 0.05};

  public OperatingPoint {
    corrected = List.copyOf(corrected);
  }

  /**
   * @param share of people to flag; people tied at the threshold are all flagged
   */
  public static OperatingPoint flagging(Scores scores, double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "[operating point] the share to flag must be in (0, 1), got " + share);
    }
    int wanted = (int) Math.max(1, Math.round(share * scores.people()));
    double threshold = scores.probability(scores.people() - wanted);
    ConfusionCounts counts = ConfusionCounts.at(scores, threshold);
    boolean split = counts.flagged() < counts.people();
    return new OperatingPoint(
        threshold,
        counts,
        split
            ? DoubleStream.of(ALPHAS).mapToObj(a -> CorrectedMetrics.of(counts, a)).toList()
            : List.of());
  }
}
