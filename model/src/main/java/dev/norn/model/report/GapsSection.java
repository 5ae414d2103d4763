package dev.norn.model.report;

import dev.norn.model.evaluation.GapFigures;
import dev.norn.model.evaluation.OutcomeEvaluation;
import dev.norn.model.evaluation.SubgroupEstimates;
import dev.norn.model.evaluation.SubgroupFigures;
import java.util.ArrayList;
import java.util.List;

/** Whether the model still predicts what is not about to happen. */
final class GapsSection {

  private GapsSection() {}

  static String html(OutcomeEvaluation outcome) {
    List<GapFigures> gaps = outcome.more().gaps();
    if (gaps.isEmpty()) {
      return "";
    }
    List<List<String>> rows = new ArrayList<>();
    for (GapFigures gap : gaps) {
      gap.models().forEach(model -> rows.add(row(gap, model)));
    }
    return Html.heading(3, "Gaps after the landmark")
        + Html.paragraph(
            "Who had the outcome, a competing event or the end of observation within the gap is left"
                + " out. The scores are the same, of the whole horizon: with a gap the predicted"
                + " share is expected to lie above the observed one.")
        + Html.table(
            "By days between the landmark and the first day that counts",
            List.of(
                "gap",
                "left out",
                "model",
                "people",
                "positive",
                "AUROC",
                "Brier score",
                "calibration slope",
                "observed minus predicted"),
            rows);
  }

  private static List<String> row(GapFigures gap, SubgroupFigures model) {
    String days = gap.days() + " days";
    String left = Integer.toString(gap.left());
    SubgroupEstimates of = model.estimates();
    return of == null
        ? List.of(days, left, model.name(), SubgroupFigures.TOO_FEW, "–", "–", "–", "–", "–")
        : List.of(
            days,
            left,
            model.name(),
            Integer.toString(of.people()),
            Integer.toString(of.positives()),
            of.auroc().toString(),
            of.brier().rounded(4),
            of.calibrationSlope().toString(),
            of.observedMinusPredicted().rounded(4));
  }
}
