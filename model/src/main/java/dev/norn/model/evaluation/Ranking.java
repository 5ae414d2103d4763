package dev.norn.model.evaluation;

/** Metrics that only see the order of people; each walks the tied groups once. */
final class Ranking {

  private Ranking() {}

  static double auroc(Scores scores, int[] counts) {
    double wins = 0;
    double negativesBelow = 0;
    double positives = 0;
    for (int rank = 0; rank < scores.people(); ) {
      int end = scores.endOfTie(rank);
      double tiedPositives = positivesIn(scores, counts, rank, end);
      double tiedNegatives = allIn(scores, counts, rank, end) - tiedPositives;
      wins += tiedPositives * (negativesBelow + tiedNegatives / 2);
      negativesBelow += tiedNegatives;
      positives += tiedPositives;
      rank = end;
    }
    return wins / (positives * negativesBelow);
  }

  static double areaUnderLift(Scores scores, int[] counts) {
    double wins = 0;
    double below = 0;
    double positives = 0;
    for (int rank = 0; rank < scores.people(); ) {
      int end = scores.endOfTie(rank);
      double tiedPositives = positivesIn(scores, counts, rank, end);
      double tied = allIn(scores, counts, rank, end);
      wins += tiedPositives * (below + tied / 2);
      below += tied;
      positives += tiedPositives;
      rank = end;
    }
    return wins / (positives * below);
  }

  // From the lowest threshold up: precision at a threshold weighs the positives tied at it.
  static double averagePrecision(Scores scores, int[] counts) {
    double positives = positivesIn(scores, counts, 0, scores.people());
    double flagged = allIn(scores, counts, 0, scores.people());
    double flaggedPositives = positives;
    double sum = 0;
    for (int rank = 0; rank < scores.people(); ) {
      int end = scores.endOfTie(rank);
      double tiedPositives = positivesIn(scores, counts, rank, end);
      if (tiedPositives > 0) {
        sum += tiedPositives * flaggedPositives / flagged;
      }
      flaggedPositives -= tiedPositives;
      flagged -= allIn(scores, counts, rank, end);
      rank = end;
    }
    return sum / positives;
  }

  private static double allIn(Scores scores, int[] counts, int from, int to) {
    long sum = 0;
    for (int rank = from; rank < to; rank++) {
      sum += counts[scores.row(rank)];
    }
    return sum;
  }

  private static double positivesIn(Scores scores, int[] counts, int from, int to) {
    long sum = 0;
    for (int rank = from; rank < to; rank++) {
      sum += scores.isPositive(rank) ? counts[scores.row(rank)] : 0;
    }
    return sum;
  }
}
