package dev.norn.model.evaluation;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Confusion counts of a sample at fixed thresholds, all in one walk from the highest score down.
 */
final class ThresholdCounts {

  private final Scores scores;
  private final int[] cuts;
  private final int[] fromTheTop;

  /**
   * @param thresholds people at or above one are flagged by it; in any order
   */
  ThresholdCounts(Scores scores, double[] thresholds) {
    this.scores = scores;
    this.cuts = new int[thresholds.length];
    for (int i = 0; i < cuts.length; i++) {
      cuts[i] = firstAtOrAbove(thresholds[i]);
    }
    this.fromTheTop =
        IntStream.range(0, cuts.length)
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> cuts[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
  }

  private int firstAtOrAbove(double threshold) {
    int low = 0;
    int high = scores.people();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (scores.probability(middle) >= threshold) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /**
   * @param counts how often each person, by row, is in the sample
   * @return in the order of the thresholds
   */
  ConfusionCounts[] of(int[] counts) {
    long[] flagged = new long[cuts.length];
    long[] positives = new long[cuts.length];
    long all = 0;
    long allPositives = 0;
    int rank = scores.people();
    for (int i = 0; i <= cuts.length; i++) {
      int until = i < cuts.length ? cuts[fromTheTop[i]] : 0;
      while (rank > until) {
        rank--;
        int count = counts[scores.row(rank)];
        all += count;
        allPositives += scores.isPositive(rank) ? count : 0;
      }
      if (i < cuts.length) {
        flagged[fromTheTop[i]] = all;
        positives[fromTheTop[i]] = allPositives;
      }
    }
    ConfusionCounts[] found = new ConfusionCounts[cuts.length];
    for (int i = 0; i < found.length; i++) {
      long falsePositives = flagged[i] - positives[i];
      long missed = allPositives - positives[i];
      found[i] =
          new ConfusionCounts(positives[i], falsePositives, all - flagged[i] - missed, missed);
    }
    return found;
  }
}
