package dev.norn.model.evaluation;

/** A figure that says how good expected counts are. */
public enum CountMetric implements AnswerMetric {
  /** Twice the loss of log-likelihood against knowing each count, were they Poisson; a mean. */
  DEVIANCE("mean Poisson deviance"),
  /** Mean distance of the expected from the observed count. */
  MEAN_ABSOLUTE_ERROR("mean absolute error"),
  /** Sum of the expected by sum of the observed counts; 1 where right on the whole. */
  EXPECTED_BY_OBSERVED("expected ÷ observed");

  private static final double LEAST = 1e-9;

  private final String title;

  CountMetric(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  /**
   * @param observed by row
   * @param expected by row
   * @param times how often each row is in the sample
   */
  double of(int[] observed, double[] expected, int[] times) {
    double people = 0;
    double sum = 0;
    double of = 0;
    for (int row = 0; row < times.length; row++) {
      people += times[row];
      of += times[row] * observed[row];
      sum +=
          times[row]
              * switch (this) {
                case DEVIANCE -> deviance(observed[row], Math.max(LEAST, expected[row]));
                case MEAN_ABSOLUTE_ERROR -> Math.abs(observed[row] - expected[row]);
                case EXPECTED_BY_OBSERVED -> expected[row];
              };
    }
    return sum / (this == EXPECTED_BY_OBSERVED ? of : people);
  }

  private static double deviance(int observed, double expected) {
    double gained = observed == 0 ? 0 : observed * Math.log(observed / expected);
    return 2 * (gained - observed + expected);
  }
}
