package dev.norn.model.report;

import dev.norn.model.evaluation.BaselineFigures;
import dev.norn.model.evaluation.Interval;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.ModelFigures;
import dev.norn.model.evaluation.OutcomeEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The model beside the baselines: each metric, then how much the model is ahead. */
final class BaselinesSection {

  private BaselinesSection() {}

  static String html(OutcomeEvaluation outcome) {
    List<List<String>> figures = new ArrayList<>();
    figures.add(row(outcome.model()));
    outcome.baselines().forEach(baseline -> figures.add(row(baseline.figures())));
    List<String> header = new ArrayList<>(List.of("model"));
    for (Metric metric : Metric.values()) {
      header.add(metric.title());
    }
    return Html.heading(3, "The model and the baselines")
        + Html.table("On the same people", header, figures)
        + Html.table(
            "The model minus each baseline, the same people resampled",
            header,
            outcome.baselines().stream().map(BaselinesSection::difference).toList());
  }

  private static List<String> row(ModelFigures figures) {
    return cells(figures.title(), figures.metrics());
  }

  private static List<String> difference(BaselineFigures baseline) {
    return cells(baseline.figures().title(), baseline.differences());
  }

  private static List<String> cells(String title, Map<Metric, Interval> values) {
    List<String> cells = new ArrayList<>(List.of(title));
    for (Metric metric : Metric.values()) {
      boolean small = metric == Metric.BRIER || metric == Metric.ICI;
      cells.add(values.get(metric).rounded(small ? 4 : 3));
    }
    return cells;
  }
}
