package dev.norn.model.graph;

/**
 * One cycle: a cosine rise from a thirtieth of the peak, then a cosine fall to almost nothing, as
 * in life2vec (Savcisens et al. 2024).
 *
 * @param warmUp share of the steps in which the rate rises
 */
public record LearningRate(double peak, double warmUp, long steps) {

  private static final double PEAK_TO_START = 30;
  private static final double START_TO_END = 1e4;

  public LearningRate {
    if (!(peak > 0) || !(warmUp >= 0 && warmUp <= 1) || steps < 0) {
      throw new IllegalArgumentException(
          "[learning rate] expected a positive peak, a warm-up share of 0 to 1 and steps;"
              + " found peak %s, warm-up %s, steps %d".formatted(peak, warmUp, steps));
    }
  }

  /**
   * @param step from 0
   */
  public double at(long step) {
    double start = peak / PEAK_TO_START;
    double top = warmUp * steps - 1;
    double last = steps - 1;
    if (step < top) {
      return between(start, peak, step / top);
    }
    double from = Math.max(0, top);
    return between(
        peak, start / START_TO_END, last > from ? Math.min(1, (step - from) / (last - from)) : 1);
  }

  private static double between(double from, double to, double share) {
    return to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
  }
}
