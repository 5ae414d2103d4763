package dev.norn.model.evaluation;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All outcomes of a model on the test split, beside baselines.
 *
 * @param corpusId the corpus whose test split was used
 * @param bootstrap how the intervals were made
 * @param outcomes of every kind, by their binary labels
 * @param ordinal by class; not in JSON where no outcome is ordinal
 * @param timeToEvent by cause; not in JSON where no outcome is of that kind
 * @param counts by how many; not in JSON where no outcome is of that kind
 * @param nextEvents by class; not in JSON where no outcome is of that kind
 */
public record Evaluation(
    String corpusId,
    StratifiedBootstrap bootstrap,
    List<OutcomeEvaluation> outcomes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JacksonInject(value = "ordinal", useInput = OptBoolean.TRUE, optional = OptBoolean.TRUE)
        List<OrdinalEvaluation> ordinal,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JacksonInject(
            value = "timeToEvent",
            useInput = OptBoolean.TRUE,
            optional = OptBoolean.TRUE)
        List<TimeToEventEvaluation> timeToEvent,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JacksonInject(value = "counts", useInput = OptBoolean.TRUE, optional = OptBoolean.TRUE)
        List<CountEvaluation> counts,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JacksonInject(value = "nextEvents", useInput = OptBoolean.TRUE, optional = OptBoolean.TRUE)
        List<NextEventEvaluation> nextEvents) {

  @JsonCreator
  public Evaluation {
    outcomes = List.copyOf(outcomes);
    ordinal = ordinal == null ? List.of() : List.copyOf(ordinal);
    timeToEvent = timeToEvent == null ? List.of() : List.copyOf(timeToEvent);
    counts = counts == null ? List.of() : List.copyOf(counts);
    nextEvents = nextEvents == null ? List.of() : List.copyOf(nextEvents);
  }

  /** Of binary labels alone. */
  public Evaluation(
      String corpusId, StratifiedBootstrap bootstrap, List<OutcomeEvaluation> outcomes) {
    this(corpusId, bootstrap, outcomes, List.of(), List.of(), List.of(), List.of());
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

  /**
   * Where a baseline's estimate is better than the model's on what outcomes have besides the
   * figures of their binary labels.
   */
  @JsonIgnore
  public List<String> kindDefeats() {
    return KindDefeats.of(this);
  }

  /** For a terminal; where a baseline is ahead of the model, that comes first. */
  public String summary() {
    List<String> lines = new ArrayList<>();
    outcomes.forEach(outcome -> lines.addAll(outcome.defeats()));
    lines.addAll(kindDefeats());
    outcomes.forEach(outcome -> describe(outcome, lines));
    KindTables.of(this).forEach(table -> describe(table, lines));
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
    AchievableTable.summary(achievable).forEach(table -> describe(table, lines));
  }

  private static void describe(AchievableTable table, List<String> lines) {
    lines.add("  " + table.caption() + ":");
    lines.add(row(table.header()));
    table.rows().forEach(row -> lines.add(row(row)));
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
