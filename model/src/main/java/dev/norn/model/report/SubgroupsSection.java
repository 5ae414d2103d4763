package dev.norn.model.report;

import dev.norn.model.evaluation.DivisionFigures;
import dev.norn.model.evaluation.Interval;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.OutcomeEvaluation;
import dev.norn.model.evaluation.SubgroupEstimates;
import dev.norn.model.evaluation.SubgroupFigures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** The model by groups of people, drawn for single divisions, as tables for these and pairs. */
final class SubgroupsSection {

  private static final List<String> HEADER =
      List.of(
          "group",
          "people",
          "positive",
          "AUROC",
          "Brier score",
          "calibration intercept",
          "calibration slope",
          "observed",
          "predicted",
          "observed minus predicted",
          "recall at the first operating point");

  private SubgroupsSection() {}

  static String html(OutcomeEvaluation outcome) {
    List<DivisionFigures> all = outcome.more().subgroups();
    List<DivisionFigures> single = all.stream().filter(d -> !d.isPair()).toList();
    StringBuilder html = new StringBuilder(Html.heading(3, "Groups of people"));
    html.append(
        Html.paragraph(
            "Groups of fewer than 20 people, or with fewer than 10 positives or negatives, are not"
                + " shown, nor is one more group where a single one could be told by"
                + " subtraction. Many intervals are shown: one in twenty misses by chance."));
    html.append("<div class=beside>");
    html.append(
        forest(
            "AUROC by group; the line is everybody's; tables follow",
            "AUROC",
            outcome.model().metrics().get(Metric.AUROC).estimate(),
            single,
            SubgroupEstimates::auroc));
    html.append(
        forest(
            "Observed minus predicted share by group; at the line they agree; tables follow",
            "observed minus predicted",
            0,
            single,
            SubgroupEstimates::observedMinusPredicted));
    html.append("</div>\n");
    single.forEach(
        division -> html.append(Html.table("By " + division.name(), HEADER, rows(division))));
    all.stream()
        .filter(DivisionFigures::isPair)
        .forEach(
            division ->
                html.append(Html.foldedTable("By " + division.name(), HEADER, rows(division))));
    return html.toString();
  }

  private static String forest(
      String title,
      String axis,
      double reference,
      List<DivisionFigures> divisions,
      Function<SubgroupEstimates, Interval> figure) {
    ForestPlot plot = new ForestPlot(title, axis, reference);
    for (DivisionFigures division : divisions) {
      plot.heading(division.name());
      for (SubgroupFigures group : division.groups()) {
        if (group.estimates() == null) {
          plot.row(group.name(), SubgroupFigures.TOO_FEW);
        } else {
          plot.row(group.name(), figure.apply(group.estimates()));
        }
      }
    }
    return plot.svg();
  }

  private static List<List<String>> rows(DivisionFigures division) {
    List<List<String>> rows = new ArrayList<>();
    for (SubgroupFigures group : division.groups()) {
      rows.add(group.estimates() == null ? tooFew(group) : row(group.name(), group.estimates()));
    }
    return rows;
  }

  private static List<String> tooFew(SubgroupFigures group) {
    List<String> row = new ArrayList<>(List.of(group.name(), SubgroupFigures.TOO_FEW));
    row.addAll(Collections.nCopies(HEADER.size() - 2, "–"));
    return row;
  }

  private static List<String> row(String name, SubgroupEstimates of) {
    return List.of(
        name,
        Integer.toString(of.people()),
        Integer.toString(of.positives()),
        of.auroc().toString(),
        of.brier().rounded(4),
        of.calibrationIntercept().toString(),
        of.calibrationSlope().toString(),
        Html.percent(of.observed()),
        Html.percent(of.predicted()),
        of.observedMinusPredicted().rounded(4),
        of.recall().toString());
  }
}
