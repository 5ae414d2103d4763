package dev.norn.model.evaluation;

import java.util.stream.IntStream;

/** A figure that says how good probabilities of the next event's class are. */
public enum NextEventMetric implements AnswerMetric {
  /** Mean of −ln of the probability of what came, none included. */
  LOG_LOSS("log-loss"),
  /** Share of those who had a next event whose class was found likeliest. */
  TOP_ONE("right class likeliest"),
  /** Share of those who had a next event whose class was among the three likeliest. */
  TOP_THREE("among three likeliest");

  private static final double LEAST = 1e-9;

  private final String title;

  NextEventMetric(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public boolean higherIsBetter() {
    return this != LOG_LOSS;
  }

  /**
   * What one person adds to it; not a number where the person has no part in it.
   *
   * @param probabilities of the classes, then of none
   */
  double of(int observed, double[] probabilities) {
    int classes = probabilities.length - 1;
    if (this == LOG_LOSS) {
      return -Math.log(Math.max(LEAST, probabilities[observed]));
    }
    if (observed == classes) {
      return Double.NaN;
    }
    // Of equally likely ones the first counts as likelier.
    long ahead =
        IntStream.range(0, classes)
            .filter(
                other ->
                    probabilities[other] > probabilities[observed]
                        || (other < observed && probabilities[other] == probabilities[observed]))
            .count();
    return ahead < (this == TOP_ONE ? 1 : 3) ? 1 : 0;
  }

  /**
   * @param each as {@link #of(int, double[])} gives it, by row
   * @param times how often each row is in the sample
   */
  static double mean(double[] each, int[] times) {
    double people = 0;
    double sum = 0;
    for (int row = 0; row < each.length; row++) {
      if (!Double.isNaN(each[row])) {
        people += times[row];
        sum += times[row] * each[row];
      }
    }
    return sum / people;
  }
}
