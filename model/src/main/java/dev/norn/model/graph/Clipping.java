package dev.norn.model.graph;

/**
 * What is done about gradients that are too large.
 *
 * @param limit longest gradient over all weights together, or largest number in it
 */
public record Clipping(By by, double limit) {

  /** What is held below the limit. */
  public enum By {
    GLOBAL_NORM,
    VALUE
  }

  public Clipping {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("[clipping] expected a positive limit; found " + limit);
    }
  }
}
