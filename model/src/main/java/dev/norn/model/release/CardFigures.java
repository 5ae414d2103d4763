package dev.norn.model.release;

import dev.norn.model.evaluation.Achievable;
import dev.norn.model.evaluation.AchievableTable;
import dev.norn.model.evaluation.BaselineFigures;
import dev.norn.model.evaluation.CorrectedMetrics;
import dev.norn.model.evaluation.DivisionFigures;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.ModelFigures;
import dev.norn.model.evaluation.OperatingPoint;
import dev.norn.model.evaluation.OperatingPointFigures;
import dev.norn.model.evaluation.OutcomeEvaluation;
import dev.norn.model.evaluation.ReliabilityBin;
import dev.norn.model.evaluation.SubgroupEstimates;
import dev.norn.model.evaluation.SubgroupFigures;
import java.util.List;
import java.util.Locale;

/** One outcome's figures in a model card, as Markdown. */
final class CardFigures {

  private static final List<Metric> SHOWN =
      List.of(Metric.AUROC, Metric.AUPRC, Metric.BRIER, Metric.CALIBRATION_SLOPE);

  private final StringBuilder card = new StringBuilder();

  private CardFigures() {}

  static String markdown(ReleaseContent.ReleasedOutcome outcome, OutcomeEvaluation figures) {
    CardFigures card = new CardFigures();
    card.outcome(outcome, figures);
    return card.card.toString();
  }

  static String defeats(List<String> defeats) {
    CardFigures card = new CardFigures();
    defeats.forEach(defeat -> card.line("- **" + defeat + "**"));
    return card.card.toString();
  }

  static String markdown(AchievableTable table) {
    CardFigures card = new CardFigures();
    card.table(table);
    return card.card.toString();
  }

  private void outcome(ReleaseContent.ReleasedOutcome outcome, OutcomeEvaluation figures) {
    line("### Outcome " + outcome.name() + " (horizon " + outcome.horizon() + ")");
    line("");
    card.append(defeats(figures.defeats()));
    line(
        String.format(
            Locale.ROOT,
            "Test split: %d people, %d positive (%.2f %%), %d of unknown outcome left out.",
            figures.people(),
            figures.positives(),
            100 * figures.baseRate(),
            figures.unknown()));
    line("");
    line("| | AUROC | AUPRC | Brier score | calibration slope |");
    line("|---|---|---|---|---|");
    row(figures.model());
    figures.baselines().stream().map(BaselineFigures::figures).forEach(this::row);
    line("");
    beside(figures);
    operatingPoints(figures);
    flagged(figures);
    groups(figures);
    if (figures.achievable() != null) {
      achievable(figures.achievable());
    }
    line(
        "Calibration: "
            + outcome.calibration()
            + ", intercept "
            + rounded(outcome.intercept())
            + ", slope "
            + rounded(outcome.slope())
            + (outcome.note().isEmpty() ? "." : " (" + outcome.note() + ")."));
    line("");
    line("| people | mean predicted | observed |");
    line("|---|---|---|");
    for (ReliabilityBin bin : figures.model().reliability()) {
      line(
          "| "
              + bin.people()
              + " | "
              + rounded(bin.meanPredicted())
              + " | "
              + rounded(bin.observed())
              + " |");
    }
    line("");
  }

  private void row(ModelFigures figures) {
    StringBuilder row = new StringBuilder("| " + figures.title());
    SHOWN.forEach(metric -> row.append(" | ").append(figures.metrics().get(metric)));
    line(row.append(" |").toString());
  }

  private void beside(OutcomeEvaluation figures) {
    BaselineFigures best = figures.bestBaseline();
    line(
        "Model minus the best baseline ("
            + best.figures().title()
            + "), the same people resampled: AUROC "
            + best.differences().get(Metric.AUROC)
            + ", AUPRC "
            + best.differences().get(Metric.AUPRC)
            + ".");
    line("");
  }

  private void achievable(Achievable achievable) {
    line(String.join(" ", achievable.notes()));
    line("");
    AchievableTable.all(achievable).forEach(this::table);
  }

  private void table(AchievableTable table) {
    line(table.caption() + ":");
    line("");
    line("| " + String.join(" | ", table.header()) + " |");
    line("|" + "---|".repeat(table.header().size()));
    table.rows().forEach(row -> line("| " + String.join(" | ", row) + " |"));
    line("");
  }

  /** The paper's corrected figures move with alpha, so no single one is shown. */
  private void flagged(OutcomeEvaluation figures) {
    OperatingPoint point = figures.operatingPoint();
    line(
        String.format(
            Locale.ROOT,
            "Flagging the %d people with the highest scores (the training base rate, %.2f %%):"
                + " precision %.3f, recall %.3f. Were a share alpha of the negatives hidden"
                + " positives:",
            point.counts().flagged(),
            100 * figures.trainBaseRate(),
            point.counts().precision(),
            point.counts().recall()));
    line("");
    line("| alpha | C-F1 | C-BAcc | C-MCC |");
    line("|---|---|---|---|");
    for (CorrectedMetrics metrics : point.corrected()) {
      line(
          String.format(
              Locale.ROOT,
              "| %.3f | %.4f | %.4f | %.4f |",
              metrics.alpha(),
              metrics.f1(),
              metrics.balancedAccuracy(),
              metrics.matthews()));
    }
    line("");
  }

  private void operatingPoints(OutcomeEvaluation figures) {
    line("| flagged | people flagged | base rate | precision | recall | false-positive rate |");
    line("|---|---|---|---|---|---|");
    for (OperatingPointFigures point : figures.more().operatingPoints()) {
      line(
          "| "
              + point.title()
              + " | "
              + point.counts().flagged()
              + " | "
              + rounded(point.baseRate())
              + " | "
              + point.precision()
              + " | "
              + point.recall()
              + " | "
              + point.falsePositiveRate()
              + " |");
    }
    line("");
  }

  /** Single divisions; pairs of them are in the report. */
  private void groups(OutcomeEvaluation figures) {
    line("| group | people | AUROC | observed minus predicted | recall |");
    line("|---|---|---|---|---|");
    for (DivisionFigures division : figures.more().subgroups()) {
      if (!division.isPair()) {
        division.groups().forEach(group -> line(row(division, group)));
      }
    }
    line("");
  }

  private static String row(DivisionFigures division, SubgroupFigures group) {
    SubgroupEstimates of = group.estimates();
    String name = "| " + division.name() + ": " + group.name() + " | ";
    return of == null
        ? name + SubgroupFigures.TOO_FEW + " | – | – | – |"
        : name
            + String.join(
                " | ",
                Integer.toString(of.people()),
                of.auroc().toString(),
                of.observedMinusPredicted().toString(),
                of.recall().toString())
            + " |";
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private void line(String line) {
    card.append(line).append('\n');
  }
}
