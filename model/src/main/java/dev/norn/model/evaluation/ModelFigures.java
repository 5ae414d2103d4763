package dev.norn.model.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One model on the test split.
 *
 * @param title as printed
 * @param metrics each with its interval
 * @param reliability ten quantile bins or fewer, lowest probabilities first
 */
public record ModelFigures(
    String title, Map<Metric, Interval> metrics, List<ReliabilityBin> reliability) {

  private static final int BINS = 10;

  public ModelFigures {
    metrics = Collections.unmodifiableMap(new EnumMap<>(metrics));
    reliability = List.copyOf(reliability);
  }

  static ModelFigures of(String title, Scores scores, Resamples resamples) {
    return new ModelFigures(title, resamples.intervals(), ReliabilityBin.quantiles(scores, BINS));
  }

  double estimate(Metric metric) {
    return metrics.get(metric).estimate();
  }
}
