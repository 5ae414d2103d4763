package dev.norn.model.explain;

/**
 * Where the logit of one outcome comes from in one life; arrays have a number for each position,
 * callers must not change them.
 *
 * @param inputGradient input × gradient at the life as it is, in logits before calibration
 * @param integrated integrated gradients (Sundararajan et al. 2017), in logits before calibration
 * @param attention share of the position in the person's embedding; 1 in sum
 * @param logit of the life
 * @param baseline logit of a life as long without content
 */
public record Explanation(
    float[] inputGradient, double[] integrated, float[] attention, double logit, double baseline) {

  /** By how much the integrated gradients miss what they have to sum to; 0 without rounding. */
  public double completenessGap() {
    double sum = 0;
    for (double each : integrated) {
      sum += each;
    }
    return sum - (logit - baseline);
  }
}
