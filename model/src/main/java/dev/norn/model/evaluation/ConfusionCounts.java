package dev.norn.model.evaluation;

/** People by what was predicted and what occurred. */
public record ConfusionCounts(
    long truePositives, long falsePositives, long trueNegatives, long falseNegatives) {

  public ConfusionCounts {
    if (truePositives < 0 || falsePositives < 0 || trueNegatives < 0 || falseNegatives < 0) {
      throw new IllegalArgumentException("[confusion counts] must not be negative");
    }
  }

  /**
   * @param threshold people at or above it are flagged
   */
  public static ConfusionCounts at(Scores scores, double threshold) {
    long flaggedPositives = 0;
    long flagged = 0;
    for (int rank = 0; rank < scores.people(); rank++) {
      if (scores.probability(rank) >= threshold) {
        flagged++;
        flaggedPositives += scores.isPositive(rank) ? 1 : 0;
      }
    }
    long missed = scores.positives() - flaggedPositives;
    return new ConfusionCounts(
        flaggedPositives, flagged - flaggedPositives, scores.people() - flagged - missed, missed);
  }

  public long people() {
    return truePositives + falsePositives + trueNegatives + falseNegatives;
  }

  public long flagged() {
    return truePositives + falsePositives;
  }

  /** Share of flagged people in whom the outcome occurred. */
  public double precision() {
    return (double) truePositives / flagged();
  }

  /** People flagged for each positive among them: 1 / precision. Not a number without any. */
  public double numberNeeded() {
    return truePositives == 0 ? Double.NaN : (double) flagged() / truePositives;
  }

  /** Share of positives who were flagged. */
  public double recall() {
    return (double) truePositives / (truePositives + falseNegatives);
  }

  /** Share of negatives who were flagged. */
  public double falsePositiveRate() {
    return (double) falsePositives / (falsePositives + trueNegatives);
  }
}
