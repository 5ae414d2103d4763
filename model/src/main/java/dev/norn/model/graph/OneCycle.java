package dev.norn.model.graph;

/**
 * A cosine rise from a thirtieth of the peak, then a cosine fall to almost nothing; beta1 falls and
 * rises the other way round. That of life2vec (Savcisens et al. 2024), which takes it from PyTorch.
 *
 * @param peak highest learning rate
 * @param warmUp share of the steps in which the rate rises
 * @param beta1 at both ends
 * @param lowestBeta1 at the peak
 */
public record OneCycle(double peak, double warmUp, double beta1, double lowestBeta1)
    implements Schedule {

  private static final double PEAK_TO_START = 30;
  private static final double START_TO_END = 1e4;

  public OneCycle {
    if (!(peak > 0) || !(warmUp >= 0 && warmUp <= 1)) {
      throw new IllegalArgumentException(
          "[learning rate] expected a positive peak and a warm-up share of 0 to 1; found %s, %s"
              .formatted(peak, warmUp));
    }
    if (!(lowestBeta1 >= 0 && lowestBeta1 <= beta1 && beta1 < 1)) {
      throw new IllegalArgumentException(
          "[learning rate] expected 0 <= lowestBeta1 <= beta1 < 1; found %s, %s"
              .formatted(lowestBeta1, beta1));
    }
  }

  /** With life2vec's beta1: 0.9, 0.85 at the peak. */
  public OneCycle(double peak, double warmUp) {
    this(peak, warmUp, 0.9, 0.85);
  }

  @Override
  public Point at(long step, long stepsPerEpoch, int epochs) {
    long steps = stepsPerEpoch * epochs;
    double start = peak / PEAK_TO_START;
    double top = warmUp * steps - 1;
    double last = steps - 1;
    if (step < top) {
      double risen = step / top;
      return new Point(between(start, peak, risen), between(beta1, lowestBeta1, risen));
    }
    double from = Math.max(0, top);
    double fallen = last > from ? Math.min(1, (step - from) / (last - from)) : 1;
    return new Point(
        between(peak, start / START_TO_END, fallen), between(lowestBeta1, beta1, fallen));
  }

  private static double between(double from, double to, double share) {
    return to + (from - to) / 2 * (1 + Math.cos(Math.PI * share));
  }
}
