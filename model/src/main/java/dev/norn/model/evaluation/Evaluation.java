package dev.norn.model.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All outcomes of a model on the test split, beside baselines.
 *
 * @param corpusId the corpus whose test split was used
 * @param bootstrap how the intervals were made
 */
public record Evaluation(
    String corpusId, StratifiedBootstrap bootstrap, List<OutcomeEvaluation> outcomes) {

  public Evaluation {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * @throws IllegalArgumentException when the outcome was not evaluated
   */
  public OutcomeEvaluation outcome(String name) {
    return outcomes.stream()
        .filter(o -> o.outcome().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("[evaluation] no outcome '" + name + "'"));
  }

  /** For a terminal; where a baseline is ahead of the model, that comes first. */
  public String summary() {
    List<String> lines = new ArrayList<>();
    outcomes.forEach(outcome -> lines.addAll(outcome.defeats()));
    outcomes.forEach(outcome -> describe(outcome, lines));
    return String.join("\n", lines) + "\n";
  }

  private void describe(OutcomeEvaluation o, List<String> lines) {
    lines.add(
        String.format(
            Locale.ROOT,
            "%s: %,d people in the test split, %,d positive (%.2f %%), %,d left out as unknown;"
                + " %.0f %% intervals",
            o.outcome(),
            o.people(),
            o.positives(),
            100 * o.baseRate(),
            o.unknown(),
            100 * bootstrap.level()));
    lines.add(row("", "AUROC", "AUPRC", "Brier score", "calibration slope"));
    lines.add(row(o.model()));
    o.baselines().forEach(baseline -> lines.add(row(baseline.figures())));
    BaselineFigures best = o.bestBaseline();
    lines.add(
        "  model minus "
            + best.figures().title()
            + ", AUROC: "
            + best.differences().get(Metric.AUROC));
    ConfusionCounts counts = o.operatingPoint().counts();
    lines.add(
        String.format(
            Locale.ROOT,
            "  flagging the top %,d: precision %.3f, recall %.3f",
            counts.flagged(),
            counts.precision(),
            counts.recall()));
    WorstGap.line(o.more().subgroups()).ifPresent(lines::add);
    if (o.achievable() != null) {
      describe(o.achievable(), lines);
    }
  }

  private static void describe(Achievable achievable, List<String> lines) {
    achievable.notes().forEach(note -> lines.add("  " + note));
    for (AchievableTable table : AchievableTable.summary(achievable)) {
      lines.add("  " + table.caption() + ":");
      lines.add(row(table.header()));
      table.rows().forEach(row -> lines.add(row(row)));
    }
  }

  private static String row(List<String> cells) {
    return row(cells.get(0), cells.subList(1, cells.size()).toArray(String[]::new));
  }

  private static String row(ModelFigures figures) {
    return row(
        figures.title(),
        figures.metrics().get(Metric.AUROC).toString(),
        figures.metrics().get(Metric.AUPRC).toString(),
        figures.metrics().get(Metric.BRIER).toString(),
        figures.metrics().get(Metric.CALIBRATION_SLOPE).toString());
  }

  private static String row(String title, String... cells) {
    StringBuilder row = new StringBuilder(String.format("  %-40s", title));
    for (String cell : cells) {
      row.append(String.format(" %-24s", cell));
    }
    return row.toString().stripTrailing();
  }
}
