package dev.norn.model.evaluation;

/** Proper scoring rules: the mean penalty of a probability given the outcome. */
final class ProbabilityError {

  /** Keeps a single certain and wrong prediction from making the mean infinite. */
  static final double MARGIN = 1e-12;

  private ProbabilityError() {}

  static double brier(Scores scores, int[] counts) {
    double sum = 0;
    double people = 0;
    for (int rank = 0; rank < scores.people(); rank++) {
      double error = scores.probability(rank) - (scores.isPositive(rank) ? 1 : 0);
      sum += counts[scores.row(rank)] * error * error;
      people += counts[scores.row(rank)];
    }
    return sum / people;
  }

  static double logLoss(Scores scores, int[] counts) {
    double sum = 0;
    double people = 0;
    for (int rank = 0; rank < scores.people(); rank++) {
      double p = inside(scores.probability(rank));
      sum -= counts[scores.row(rank)] * Math.log(scores.isPositive(rank) ? p : 1 - p);
      people += counts[scores.row(rank)];
    }
    return sum / people;
  }

  static double logit(double probability) {
    double p = inside(probability);
    return Math.log(p / (1 - p));
  }

  private static double inside(double probability) {
    return Math.min(1 - MARGIN, Math.max(MARGIN, probability));
  }
}
