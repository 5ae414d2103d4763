package dev.norn.model.evaluation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Some figures of one model on every resample, so that models of the same people can be set against
 * each other resample by resample.
 *
 * @param level of the intervals
 * @param labels of the people, by row
 * @param estimates on everybody, by the figure's place; the metric's ordinal for all metrics
 * @param figures by resample, then by place
 */
record Resamples(double level, boolean[] labels, double[] estimates, double[][] figures) {

  // With more undefined resamples than this, percentiles of the rest would flatter.
  private static final double MAX_UNDEFINED = 0.05;

  Map<Metric, Interval> intervals() {
    Map<Metric, Interval> intervals = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      intervals.put(metric, interval(metric.ordinal()));
    }
    return intervals;
  }

  Resamples minus(Resamples other) {
    if (!Arrays.equals(labels, other.labels)) {
      throw differentPeople("difference");
    }
    double[][] differences = new double[figures.length][];
    for (int i = 0; i < figures.length; i++) {
      differences[i] = minus(figures[i], other.figures[i]);
    }
    return new Resamples(level, labels, minus(estimates, other.estimates), differences);
  }

  /**
   * How far these figures come from the reference towards the best: (this − reference) / (best −
   * reference). Undefined on a resample where the best is not on its side of the reference.
   *
   * @param reference by place; the same on every resample
   */
  Resamples shareOf(Resamples best, double[] reference) {
    if (!Arrays.equals(labels, best.labels)) {
      throw differentPeople("share");
    }
    double[][] shares = new double[figures.length][reference.length];
    double[] estimated = new double[reference.length];
    for (int place = 0; place < reference.length; place++) {
      double reach = best.estimates[place] - reference[place];
      estimated[place] = (estimates[place] - reference[place]) / reach;
      for (int i = 0; i < figures.length; i++) {
        double here = best.figures[i][place] - reference[place];
        shares[i][place] =
            here * reach > 0 ? (figures[i][place] - reference[place]) / here : Double.NaN;
      }
    }
    return new Resamples(level, labels, estimated, shares);
  }

  private static IllegalArgumentException differentPeople(String what) {
    return new IllegalArgumentException(
        "[bootstrap] a paired "
            + what
            + " needs the same people in the same order; the labels of the two differ");
  }

  private static double[] minus(double[] first, double[] second) {
    double[] difference = first.clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= second[i];
    }
    return difference;
  }

  /** Of the figure at this place. */
  Interval interval(int place) {
    double estimate = estimates[place];
    double[] values =
        Arrays.stream(figures)
            .mapToDouble(row -> row[place])
            .filter(value -> !Double.isNaN(value))
            .sorted()
            .toArray();
    if (Double.isNaN(estimate) || values.length < (1 - MAX_UNDEFINED) * figures.length) {
      return new Interval(estimate, Double.NaN, Double.NaN);
    }
    double tail = (1 - level) / 2;
    return new Interval(estimate, quantile(values, tail), quantile(values, 1 - tail));
  }

  // Linear between order statistics, as R's default and NumPy's.
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
