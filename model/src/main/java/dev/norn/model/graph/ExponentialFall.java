package dev.norn.model.graph;

/**
 * The same rate all through an epoch, less from epoch to epoch.
 *
 * @param start rate of the first epoch
 * @param factor rate of an epoch ÷ rate of the one before
 */
public record ExponentialFall(double start, double factor, double beta1) implements Schedule {

  public ExponentialFall {
    if (!(start > 0) || !(factor > 0 && factor <= 1) || !(beta1 >= 0 && beta1 < 1)) {
      throw new IllegalArgumentException(
          ("[learning rate] expected a positive start, a factor above 0 and at most 1, beta1 from 0"
                  + " to below 1; found %s, %s, %s")
              .formatted(start, factor, beta1));
    }
  }

  @Override
  public Point at(long step, long stepsPerEpoch, int epochs) {
    return new Point(start * Math.pow(factor, step / stepsPerEpoch), beta1);
  }
}
