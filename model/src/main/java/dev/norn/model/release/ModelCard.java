package dev.norn.model.release;

import dev.norn.model.evaluation.Achievable;
import dev.norn.model.evaluation.AchievableTable;
import dev.norn.model.evaluation.BaselineFigures;
import dev.norn.model.evaluation.CorrectedMetrics;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.KindTables;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.ModelFigures;
import dev.norn.model.evaluation.OperatingPoint;
import dev.norn.model.evaluation.OutcomeEvaluation;
import dev.norn.model.evaluation.ReliabilityBin;
import java.util.List;
import java.util.Locale;

/** A release's model card, after Mitchell et al. (2019) and TRIPOD+AI. */
final class ModelCard {

  private static final List<Metric> SHOWN =
      List.of(Metric.AUROC, Metric.AUPRC, Metric.BRIER, Metric.CALIBRATION_SLOPE);

  private final String id;
  private final ReleaseContent content;
  private final Evaluation evaluation;
  private final StringBuilder card = new StringBuilder();

  ModelCard(String id, ReleaseContent content, Evaluation evaluation) {
    this.id = id;
    this.content = content;
    this.evaluation = evaluation;
  }

  String text() {
    line("# Model card: release " + id);
    line("");
    line(
        "**Not for decisions about a person.** A score is an association in one population at one");
    line("time, not a cause and not a fate.");
    line("");
    line("## Use");
    line("");
    line(
        "- For research on the cohort `"
            + content.cohort()
            + "` and people like it; landmark "
            + content.landmark()
            + " (the last day whose events are used).");
    line("- Not for other populations, other horizons, or anything that is done to individuals.");
    line(
        "- Scores are calibrated probabilities at the natural prior: neither classes nor sampling");
    line("  were balanced.");
    line("");
    line("## Data");
    line("");
    line(
        "People by split: " + content.people() + ". The vocabulary, the weights and the baselines");
    line(
        "saw the training split only, the calibration and the stopping rule the validation split.");
    line("");
    content.outcomes().forEach(this::outcome);
    KindTables.of(evaluation).forEach(this::table);
    line("## Limits");
    line("");
    line("- One split, one landmark: transport to later years and to other regions is not shown.");
    line("- No figures by subgroup in this version.");
    line("- People whose outcome is unknown are left out of the figures, and counted above.");
    line("");
    line("## Provenance");
    line("");
    line("| what | value |");
    line("|---|---|");
    line("| created | " + content.created() + " |");
    line("| corpus | `" + content.corpusId() + "` |");
    line("| vocabulary | `" + content.vocabularyHash() + "` |");
    line("| seeds | " + content.seeds() + " |");
    line("| libraries | " + content.libraries() + " |");
    return card.toString();
  }

  private void outcome(ReleaseContent.ReleasedOutcome outcome) {
    OutcomeEvaluation figures = evaluation.outcome(outcome.name());
    line("## Outcome " + outcome.name() + " (horizon " + outcome.horizon() + ")");
    line("");
    figures.defeats().forEach(defeat -> line("- **" + defeat + "**"));
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
    flagged(figures);
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

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private void line(String line) {
    card.append(line).append('\n');
  }
}
