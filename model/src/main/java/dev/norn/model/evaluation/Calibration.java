package dev.norn.model.evaluation;

/** Whether predicted probabilities mean what they say. */
final class Calibration {

  private Calibration() {}

  static double inTheLarge(Scores scores, int[] counts) {
    double difference = 0;
    double people = 0;
    for (int rank = 0; rank < scores.people(); rank++) {
      int count = counts[scores.row(rank)];
      difference += count * ((scores.isPositive(rank) ? 1 : 0) - scores.probability(rank));
      people += count;
    }
    return difference / people;
  }

  static double intercept(Scores scores, int[] counts) {
    return LogisticFit.withUnitSlope(scores.logits(), scores.labels(), ranked(scores, counts))
        .intercept();
  }

  static double slope(Scores scores, int[] counts) {
    return LogisticFit.fit(scores.logits(), scores.labels(), ranked(scores, counts)).slope();
  }

  static double index(Scores scores, int[] counts) {
    return SmoothCalibration.index(scores, ranked(scores, counts));
  }

  private static int[] ranked(Scores scores, int[] counts) {
    int[] ranked = new int[counts.length];
    for (int rank = 0; rank < ranked.length; rank++) {
      ranked[rank] = counts[scores.row(rank)];
    }
    return ranked;
  }
}
