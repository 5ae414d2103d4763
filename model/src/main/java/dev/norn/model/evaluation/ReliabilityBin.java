package dev.norn.model.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * One point of a reliability diagram.
 *
 * @param people at least 1
 * @param meanPredicted mean probability
 * @param observed share of positives
 * @param low lower end of the observed share's 95 % Wilson interval
 * @param high upper end
 */
public record ReliabilityBin(
    int people, double meanPredicted, double observed, double low, double high) {

  private static final double Z = 1.959963984540054;

  /**
   * Quantile bins, lowest probabilities first. People with equal probabilities stay together, so
   * there are fewer bins where many are tied.
   */
  public static List<ReliabilityBin> quantiles(Scores scores, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("[reliability] at least 1 bin, got " + bins);
    }
    List<ReliabilityBin> found = new ArrayList<>();
    int start = 0;
    for (int end : scores.quantileEnds(bins)) {
      found.add(bin(scores, start, end));
      start = end;
    }
    return found;
  }

  /** This and the next bin as one. */
  public ReliabilityBin with(ReliabilityBin next) {
    int together = people + next.people;
    return of(
        together,
        (people * meanPredicted + next.people * next.meanPredicted) / together,
        positives() + next.positives());
  }

  /** People with the outcome. */
  public long positives() {
    return Math.round(observed * people);
  }

  private static ReliabilityBin bin(Scores scores, int start, int end) {
    int people = end - start;
    double sum = 0;
    int positives = 0;
    for (int rank = start; rank < end; rank++) {
      sum += scores.probability(rank);
      positives += scores.isPositive(rank) ? 1 : 0;
    }
    return of(people, sum / people, positives);
  }

  /** Of people whose predictions and outcomes are counted already. */
  private static ReliabilityBin of(int people, double meanPredicted, long positives) {
    double observed = (double) positives / people;
    double spread =
        Z * Math.sqrt(observed * (1 - observed) / people + Z * Z / (4.0 * people * people));
    double middle = observed + Z * Z / (2 * people);
    double scale = 1 + Z * Z / people;
    return new ReliabilityBin(
        people,
        meanPredicted,
        observed,
        Math.max(0, (middle - spread) / scale),
        Math.min(1, (middle + spread) / scale));
  }
}
