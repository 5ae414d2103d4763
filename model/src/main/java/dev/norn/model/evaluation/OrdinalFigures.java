package dev.norn.model.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * One model of an ordinal outcome on the test split; it predicts the most probable class.
 *
 * @param title as printed
 * @param differences the model's figure minus this one's, paired by person; empty of the model
 */
public record OrdinalFigures(
    String title, Map<OrdinalMetric, Interval> metrics, Map<OrdinalMetric, Interval> differences) {

  public OrdinalFigures {
    metrics = copy(metrics);
    differences = copy(differences);
  }

  private static Map<OrdinalMetric, Interval> copy(Map<OrdinalMetric, Interval> intervals) {
    Map<OrdinalMetric, Interval> copy = new EnumMap<>(OrdinalMetric.class);
    copy.putAll(intervals);
    return Collections.unmodifiableMap(copy);
  }

  static Map<OrdinalMetric, Interval> intervals(Resamples resamples) {
    Map<OrdinalMetric, Interval> intervals = new EnumMap<>(OrdinalMetric.class);
    for (OrdinalMetric metric : OrdinalMetric.values()) {
      intervals.put(metric, resamples.interval(metric.ordinal()));
    }
    return intervals;
  }
}
