package dev.norn.model.report;

import dev.norn.model.evaluation.ModelCurves;
import dev.norn.model.evaluation.NetBenefit;
import dev.norn.model.evaluation.OutcomeEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The decision curve of the model and the baselines, with flagging everybody and nobody. */
final class DecisionSection {

  private DecisionSection() {}

  static String html(OutcomeEvaluation outcome) {
    List<ModelCurves> curves = outcome.more().curves();
    List<NetBenefit> model = curves.get(0).decision();
    double[] thresholds = values(model, NetBenefit::threshold);
    double top = thresholds[thresholds.length - 1];
    LinePlot plot =
        new LinePlot(
                "Decision curves: net benefit against threshold, with flagging everybody and"
                    + " nobody; the shade is the model's interval; a table follows",
                "threshold probability",
                "net benefit")
            .xFrom(0, top)
            .yFrom(-0.1 * outcome.baseRate(), 1.1 * outcome.baseRate())
            .band(
                thresholds,
                values(model, point -> point.netBenefit().low()),
                values(model, point -> point.netBenefit().high()));
    for (ModelCurves curve : curves) {
      plot.line(
          curve.title(),
          thresholds,
          values(curve.decision(), point -> point.netBenefit().estimate()));
    }
    plot.line("flag everybody", thresholds, values(model, NetBenefit::flaggingAll));
    plot.line("flag nobody", new double[] {0, top}, new double[] {0, 0});
    List<String> header = new ArrayList<>(List.of("threshold"));
    curves.forEach(curve -> header.add(curve.title()));
    header.addAll(List.of("flag everybody", "flag nobody"));
    return Html.heading(3, "Decisions")
        + Html.paragraph(
            "Net benefit counts positives found per person, less those flagged in vain at the odds"
                + " of the threshold (Vickers and Elkin 2006). A model is of use at a threshold only"
                + " where it is above both flagging everybody and flagging nobody.")
        + plot.svg()
        + Html.foldedTable("Net benefit", header, rows(curves));
  }

  private static List<List<String>> rows(List<ModelCurves> curves) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < curves.get(0).decision().size(); i++) {
      places.add(i);
    }
    List<List<String>> rows = new ArrayList<>();
    for (int place : Html.thinned(places)) {
      NetBenefit first = curves.get(0).decision().get(place);
      List<String> row = new ArrayList<>(List.of(Html.number(first.threshold(), 4)));
      curves.forEach(curve -> row.add(curve.decision().get(place).netBenefit().rounded(4)));
      row.add(Html.number(first.flaggingAll(), 4));
      row.add("0");
      rows.add(row);
    }
    return rows;
  }

  private static double[] values(List<NetBenefit> points, ToDoubleFunction<NetBenefit> of) {
    return points.stream().mapToDouble(of).toArray();
  }
}
