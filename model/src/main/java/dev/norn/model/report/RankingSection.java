package dev.norn.model.report;

import dev.norn.model.evaluation.CurvePoint;
import dev.norn.model.evaluation.ModelCurves;
import dev.norn.model.evaluation.OutcomeEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** The ROC and the precision-recall curve of the model and the baselines. */
final class RankingSection {

  private RankingSection() {}

  static String html(OutcomeEvaluation outcome) {
    List<ModelCurves> curves = outcome.more().curves();
    LinePlot roc =
        new LinePlot(
            "ROC curves: recall against false-positive rate; a table follows",
            "false-positive rate",
            "recall");
    LinePlot precision =
        new LinePlot(
            "Precision-recall curves; the base rate is the precision of chance; a table follows",
            "recall",
            "precision");
    for (ModelCurves curve : curves) {
      roc.line(
          curve.title(),
          from(0, curve, CurvePoint::falsePositiveRate),
          from(0, curve, CurvePoint::recall));
      precision.line(
          curve.title(), values(curve, CurvePoint::recall), values(curve, CurvePoint::precision));
    }
    roc.line("chance", new double[] {0, 1}, new double[] {0, 1});
    double rate = outcome.baseRate();
    precision.line("base rate", new double[] {0, 1}, new double[] {rate, rate});
    return Html.heading(3, "Ranking")
        + "<div class=beside>"
        + roc.svg()
        + precision.svg()
        + "</div>\n"
        + Html.foldedTable(
            "Points of the curves",
            List.of("model", "recall", "false-positive rate", "precision"),
            curves.stream().flatMap(curve -> rows(curve).stream()).toList());
  }

  private static List<List<String>> rows(ModelCurves curve) {
    List<List<String>> rows = new ArrayList<>();
    for (CurvePoint point : Html.thinned(curve.points())) {
      rows.add(
          List.of(
              curve.title(),
              Html.number(point.recall(), 3),
              Html.number(point.falsePositiveRate(), 3),
              Html.number(point.precision(), 3)));
    }
    return rows;
  }

  private static double[] values(ModelCurves curve, ToDoubleFunction<CurvePoint> of) {
    return curve.points().stream().mapToDouble(of).toArray();
  }

  private static double[] from(double start, ModelCurves curve, ToDoubleFunction<CurvePoint> of) {
    return DoubleStream.concat(DoubleStream.of(start), curve.points().stream().mapToDouble(of))
        .toArray();
  }
}
