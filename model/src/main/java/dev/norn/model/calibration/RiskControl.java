package dev.norn.model.calibration;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Selective prediction with a bounded error, the paper's RiskControl (after Geifman and El-Yaniv
 * 2017, algorithm 1): of the people whose confidence, the larger of p and 1 - p, is high enough, at
 * most a stated share is on the other side of one half than predicted, with a stated probability
 * over the draw of the people it was calibrated on. Confidence is looked at by bin of logits, at
 * its least within a bin, which errs to the safe side.
 */
final class RiskControl {

  private RiskControl() {}

  /**
   * @param risk largest share of errors among those who are predicted for
   * @param doubt probability that the bound does not hold
   * @return by bin, whether people in it are predicted for
   */
  static boolean[] accepted(
      LogitCounts counts, OutcomeCalibration calibration, double risk, double doubt) {
    List<Integer> byConfidence =
        IntStream.range(0, counts.bins())
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer bin) -> confidence(counts, calibration, bin))
                    .reversed())
            .toList();
    int kept = largest(counts, calibration, byConfidence, risk, doubt);
    boolean[] accepted = new boolean[counts.bins()];
    byConfidence.subList(0, kept).forEach(bin -> accepted[bin] = true);
    return accepted;
  }

  // A search by halves tries so few numbers of bins that the doubt can be shared among them.
  private static int largest(
      LogitCounts counts,
      OutcomeCalibration calibration,
      List<Integer> byConfidence,
      double risk,
      double doubt) {
    int bins = byConfidence.size();
    double share = doubt / (32 - Integer.numberOfLeadingZeros(bins));
    int best = 0;
    int low = 1;
    int high = bins;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      List<Integer> kept = byConfidence.subList(0, middle);
      int people = kept.stream().mapToInt(bin -> counts.people().get(bin)).sum();
      int errors = kept.stream().mapToInt(bin -> errors(counts, calibration, bin)).sum();
      if (upperBound(errors, people, share) <= risk) {
        best = middle;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return best;
  }

  private static double confidence(LogitCounts counts, OutcomeCalibration calibration, int bin) {
    double low = calibration.probability(counts.low(bin));
    double high = calibration.probability(counts.high(bin));
    return low < 0.5 && high >= 0.5 ? 0.5 : Math.max(low, 1 - high);
  }

  private static int errors(LogitCounts counts, OutcomeCalibration calibration, int bin) {
    int positives = counts.positives().get(bin);
    int negatives = counts.negatives(bin);
    if (calibration.probability(counts.high(bin)) < 0.5) {
      return positives;
    }
    // In the bin around one half it cannot be told who is on which side.
    return calibration.probability(counts.low(bin)) >= 0.5
        ? negatives
        : Math.max(positives, negatives);
  }

  /** Of a share (Clopper and Pearson 1934): exceeded with at most the given probability. */
  static double upperBound(int errors, int people, double doubt) {
    return errors >= people
        ? 1
        : new BetaDistribution(null, errors + 1.0, (double) people - errors)
            .inverseCumulativeProbability(1 - doubt);
  }
}
