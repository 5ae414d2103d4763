package dev.norn.model.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A model's answers beside those of baselines, on the same resamples of the same people. */
record AnswerComparison<M extends Enum<M> & AnswerMetric>(
    AnswerFigures<M> model, List<AnswerFigures<M>> baselines) {

  /**
   * @param metrics all of them, so that each one's place among the figures is its ordinal
   * @param model its answers
   * @param baselines theirs, by title, in the order in which they are printed
   * @param resample figures of somebody's answers
   */
  static <M extends Enum<M> & AnswerMetric, A> AnswerComparison<M> of(
      M[] metrics, A model, Map<String, A> baselines, Function<A, Resamples> resample) {
    Resamples own = resample.apply(model);
    List<AnswerFigures<M>> figures = new ArrayList<>();
    baselines.forEach(
        (title, answers) -> {
          Resamples baseline = resample.apply(answers);
          figures.add(
              new AnswerFigures<>(
                  title, intervals(metrics, baseline), intervals(metrics, own.minus(baseline))));
        });
    return new AnswerComparison<>(
        new AnswerFigures<>("model", intervals(metrics, own), Map.of()), figures);
  }

  private static <M extends Enum<M>> Map<M, Interval> intervals(M[] metrics, Resamples resamples) {
    Map<M, Interval> intervals = new TreeMap<>();
    for (M metric : metrics) {
      intervals.put(metric, resamples.interval(metric.ordinal()));
    }
    return intervals;
  }
}
