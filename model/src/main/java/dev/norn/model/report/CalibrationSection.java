package dev.norn.model.report;

import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.ModelFigures;
import dev.norn.model.evaluation.OutcomeEvaluation;
import dev.norn.model.evaluation.ReliabilityBin;
import java.util.List;

/** Whether the model's probabilities mean what they say. */
final class CalibrationSection {

  private CalibrationSection() {}

  static String html(OutcomeEvaluation outcome) {
    ModelFigures model = outcome.model();
    return Html.heading(3, "Calibration")
        + Html.paragraph(
            "Intercept "
                + model.metrics().get(Metric.CALIBRATION_INTERCEPT)
                + " (0 is right), slope "
                + model.metrics().get(Metric.CALIBRATION_SLOPE)
                + " (1 is right), integrated calibration index "
                + model.metrics().get(Metric.ICI).rounded(4)
                + ".")
        + new ReliabilityDiagram(model.reliability()).svg()
        + Html.table(
            "Predicted and observed, by tenth of the people",
            List.of("people", "mean predicted", "observed", "95 % interval"),
            model.reliability().stream().map(CalibrationSection::row).toList());
  }

  private static List<String> row(ReliabilityBin bin) {
    return List.of(
        Integer.toString(bin.people()),
        Html.number(bin.meanPredicted(), 4),
        Html.number(bin.observed(), 4),
        Html.number(bin.low(), 4) + " to " + Html.number(bin.high(), 4));
  }
}
