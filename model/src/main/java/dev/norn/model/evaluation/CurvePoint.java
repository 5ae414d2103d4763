package dev.norn.model.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * A point of the ROC curve (recall against false-positive rate) and of the precision-recall curve.
 * The threshold that gives it is left out: it may be one person's score.
 *
 * @param recall share of positives flagged
 * @param falsePositiveRate share of negatives flagged
 * @param precision share of positives among those flagged
 */
public record CurvePoint(double recall, double falsePositiveRate, double precision) {

  // A point for every hundredth that the curve moves: as fine as a drawing can show.
  private static final double STEP = 0.01;

  /** From the highest threshold to the lowest, at which everybody is flagged. */
  static List<CurvePoint> of(Scores scores) {
    double positives = scores.positives();
    double negatives = scores.people() - positives;
    List<CurvePoint> points = new ArrayList<>();
    double flaggedPositives = 0;
    double flagged = 0;
    double last = 0;
    for (int rank = scores.people() - 1; rank >= 0; rank--) {
      flagged++;
      flaggedPositives += scores.isPositive(rank) ? 1 : 0;
      boolean tied = rank > 0 && scores.probability(rank - 1) == scores.probability(rank);
      double recall = flaggedPositives / positives;
      double falsePositiveRate = (flagged - flaggedPositives) / negatives;
      if (!tied && (rank == 0 || recall + falsePositiveRate >= last + STEP)) {
        points.add(new CurvePoint(recall, falsePositiveRate, flaggedPositives / flagged));
        last = recall + falsePositiveRate;
      }
    }
    return points;
  }
}
