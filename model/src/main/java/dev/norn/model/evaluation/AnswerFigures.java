package dev.norn.model.evaluation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * One model's answers on the test split.
 *
 * @param title as printed
 * @param metrics in the order of their enum
 * @param differences the model's figure minus this one's, paired by person; empty of the model
 */
public record AnswerFigures<M extends Enum<M> & AnswerMetric>(
    String title, Map<M, Interval> metrics, Map<M, Interval> differences) {

  public AnswerFigures {
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    differences = Collections.unmodifiableMap(new TreeMap<>(differences));
  }
}
