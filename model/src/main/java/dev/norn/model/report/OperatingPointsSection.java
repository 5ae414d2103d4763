package dev.norn.model.report;

import dev.norn.model.evaluation.ConfusionCounts;
import dev.norn.model.evaluation.OperatingPointFigures;
import dev.norn.model.evaluation.OutcomeEvaluation;
import java.util.List;

/** The confusion matrix at each operating point, with what it means for who is flagged. */
final class OperatingPointsSection {

  private OperatingPointsSection() {}

  static String html(OutcomeEvaluation outcome) {
    List<OperatingPointFigures> points = outcome.more().operatingPoints();
    return Html.heading(3, "Operating points")
        + Html.table(
            "What flagging people means",
            List.of(
                "flagged",
                "threshold",
                "base rate",
                "precision",
                "recall",
                "false-positive rate",
                "flagged per positive found"),
            points.stream().map(OperatingPointsSection::meaning).toList())
        + Html.table(
            "Confusion matrices",
            List.of(
                "flagged",
                "positive and flagged",
                "negative but flagged",
                "positive but not flagged",
                "negative and not flagged"),
            points.stream().map(OperatingPointsSection::matrix).toList());
  }

  private static List<String> meaning(OperatingPointFigures point) {
    return List.of(
        point.title(),
        Html.number(point.threshold(), 4),
        Html.percent(point.baseRate()),
        point.precision().toString(),
        point.recall().toString(),
        point.falsePositiveRate().rounded(4),
        point.numberNeeded().rounded(1));
  }

  private static List<String> matrix(OperatingPointFigures point) {
    ConfusionCounts counts = point.counts();
    return List.of(
        point.title(),
        Long.toString(counts.truePositives()),
        Long.toString(counts.falsePositives()),
        Long.toString(counts.falseNegatives()),
        Long.toString(counts.trueNegatives()));
  }
}
