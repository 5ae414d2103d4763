package dev.norn.model.evaluation;

import java.util.Arrays;
import java.util.Optional;

/**
 * Two logits for one outcome put together as {@code intercept + encoder × first + counts × second}:
 * stacking (Wolpert 1992) with shares that are not negative (Breiman 1996), by maximum likelihood
 * on people that no weight of either was fitted on; they chose the regression's penalty and when
 * the encoder's training stopped. Where one adds nothing its share is 0.
 *
 * @param encoder share of the logit that a head reads off the person's embedding
 * @param counts share of the logit of a regression on counts of tokens
 */
public record StackedLogits(double encoder, double counts, double intercept) {

  public StackedLogits {
    if (!(encoder >= 0 && counts >= 0) || !Double.isFinite(encoder + counts + intercept)) {
      throw new IllegalArgumentException(
          "[stacking] finite numbers, shares not below 0, are needed; found %s, %s, %s"
              .formatted(encoder, counts, intercept));
    }
  }

  /**
   * @param positive must not have been seen by what gave the logits
   * @return empty where the encoder stands alone: there are too few of a class, the counts add
   *     nothing, or no finite shares fit
   */
  public static Optional<StackedLogits> fit(double[] encoder, double[] counts, boolean[] positive) {
    int positives = 0;
    for (boolean each : positive) {
      positives += each ? 1 : 0;
    }
    if (Math.min(positives, positive.length - positives) < PlattCalibration.MIN_PER_CLASS) {
      return Optional.empty();
    }
    double[] both = coefficients(positive, encoder, counts);
    if (both != null && both[1] >= 0 && both[2] >= 0) {
      return Optional.of(new StackedLogits(both[1], both[2], both[0]));
    }
    double[] alone = both == null || both[1] < 0 ? coefficients(positive, counts) : null;
    if (alone != null && alone[1] > 0) {
      return Optional.of(new StackedLogits(0, alone[1], alone[0]));
    }
    return Optional.empty();
  }

  public double of(double encoderLogit, double countsLogit) {
    return intercept + encoder * encoderLogit + counts * countsLogit;
  }

  /** Intercept first; null where there is no finite maximum. */
  private static double[] coefficients(boolean[] positive, double[]... inputs) {
    double[][] rows = new double[positive.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[inputs.length + 1];
      rows[i][0] = 1;
      for (int j = 0; j < inputs.length; j++) {
        rows[i][j + 1] = inputs[j][i];
      }
    }
    int[] once = new int[rows.length];
    Arrays.fill(once, 1);
    return MultipleLogisticFit.coefficients(rows, positive, once, new double[inputs.length + 1]);
  }
}
