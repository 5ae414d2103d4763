package dev.norn.model.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A baseline on the test split, beside the model.
 *
 * @param differences the model's figure minus the baseline's, paired by person
 */
public record BaselineFigures(ModelFigures figures, Map<Metric, Interval> differences) {

  public BaselineFigures {
    differences = Collections.unmodifiableMap(new EnumMap<>(differences));
  }
}
