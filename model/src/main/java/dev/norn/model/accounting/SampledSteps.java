package dev.norn.model.accounting;

/**
 * Steps that each draw people by chance, everybody apart from the others (Poisson sampling).
 *
 * @param rate with which a person is drawn in a step, above 0 and at most 1
 * @param steps 0 or more
 */
public record SampledSteps(double rate, long steps) {

  public SampledSteps {
    if (!(rate > 0 && rate <= 1) || steps < 0) {
      throw new IllegalArgumentException(
          "[sampling] expected a rate above 0 and at most 1, and no negative steps; found %s, %d"
              .formatted(rate, steps));
    }
  }
}
