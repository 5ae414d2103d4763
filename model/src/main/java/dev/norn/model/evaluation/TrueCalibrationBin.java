package dev.norn.model.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * About a tenth of the people, by prediction: what was predicted and what is true.
 *
 * @param people at least 1
 * @param meanPredicted mean probability
 * @param meanTrue mean true probability of the same people
 */
public record TrueCalibrationBin(int people, double meanPredicted, double meanTrue) {

  private static final int BINS = 10;

  /**
   * @param truth by row
   */
  static List<TrueCalibrationBin> tenths(Scores scores, double[] truth) {
    List<TrueCalibrationBin> bins = new ArrayList<>();
    int start = 0;
    for (int end : scores.quantileEnds(BINS)) {
      double predicted = 0;
      double known = 0;
      for (int rank = start; rank < end; rank++) {
        predicted += scores.probability(rank);
        known += truth[scores.row(rank)];
      }
      int people = end - start;
      bins.add(new TrueCalibrationBin(people, predicted / people, known / people));
      start = end;
    }
    return bins;
  }

  /** Mean predicted minus mean true probability; above 0: predicted too high. */
  public double error() {
    return meanPredicted - meanTrue;
  }
}
