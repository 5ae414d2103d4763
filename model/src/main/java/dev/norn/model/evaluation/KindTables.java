package dev.norn.model.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The figures that outcomes have besides those of their binary labels, as text in cells. */
public final class KindTables {

  private KindTables() {}

  /** None where all outcomes are binary. */
  public static List<AchievableTable> of(Evaluation evaluation) {
    List<AchievableTable> tables = new ArrayList<>();
    evaluation.ordinal().forEach(each -> tables.add(ordinal(each)));
    evaluation.timeToEvent().forEach(each -> tables.addAll(timeToEvent(each)));
    evaluation.counts().forEach(each -> tables.add(counts(each)));
    evaluation.nextEvents().forEach(each -> tables.add(nextEvents(each)));
    return tables;
  }

  private static AchievableTable ordinal(OrdinalEvaluation outcome) {
    return table(
        String.format(
            Locale.ROOT,
            "%s, by class: %,d people, %s left out as unknown",
            outcome.outcome(),
            outcome.people(),
            shown(outcome.unknown())),
        OrdinalMetric.values(),
        outcome.model(),
        outcome.baselines());
  }

  private static AchievableTable counts(CountEvaluation outcome) {
    return table(
        String.format(
            Locale.ROOT,
            "%s, how many: %.3f on average of %,d people, %s left out as unknown",
            outcome.outcome(),
            outcome.mean(),
            outcome.people(),
            shown(outcome.unknown())),
        CountMetric.values(),
        outcome.model(),
        outcome.baselines());
  }

  private static AchievableTable nextEvents(NextEventEvaluation outcome) {
    int none = outcome.counts().get(outcome.classes().size());
    return table(
        String.format(
            Locale.ROOT,
            "%s, which class: %,d people, %,d of them without a next event, %s left out as unknown",
            outcome.outcome(),
            outcome.people(),
            none,
            shown(outcome.unknown())),
        NextEventMetric.values(),
        outcome.model(),
        outcome.baselines());
  }

  private static String shown(Integer count) {
    return count == null ? "a number held back" : String.format(Locale.ROOT, "%,d", count);
  }

  private static <M extends Enum<M> & AnswerMetric> AchievableTable table(
      String caption, M[] metrics, AnswerFigures<M> model, List<AnswerFigures<M>> baselines) {
    List<String> header = new ArrayList<>(List.of(""));
    Stream.of(metrics).forEach(metric -> header.add(metric.title()));
    header.add("model minus this, " + metrics[0].title());
    List<List<String>> rows = new ArrayList<>();
    Stream.concat(Stream.of(model), baselines.stream())
        .forEach(figures -> rows.add(row(figures, metrics[0])));
    return new AchievableTable(caption, header, rows);
  }

  private static <M extends Enum<M> & AnswerMetric> List<String> row(
      AnswerFigures<M> figures, M compared) {
    List<String> row = new ArrayList<>(List.of(figures.title()));
    figures.metrics().values().forEach(interval -> row.add(interval.toString()));
    Interval difference = figures.differences().get(compared);
    row.add(difference == null ? "" : difference.toString());
    return row;
  }

  private static List<AchievableTable> timeToEvent(TimeToEventEvaluation outcome) {
    List<AchievableTable> tables = new ArrayList<>();
    for (int cause = 0; cause < outcome.events().size(); cause++) {
      int place = cause;
      IncidenceFigures.CauseFigures model = outcome.model().causes().get(place);
      List<String> header = new ArrayList<>(List.of("", "concordance", "integrated Brier"));
      model.brier().forEach(at -> header.add("Brier, day " + at.day()));
      header.addAll(List.of("model minus this, concordance", "integrated Brier"));
      List<List<String>> rows = new ArrayList<>();
      rows.add(row(outcome.model(), place, false));
      outcome.baselines().forEach(baseline -> rows.add(row(baseline, place, true)));
      tables.add(
          new AchievableTable(
              String.format(
                  Locale.ROOT,
                  "%s, cause %s: %,d events among %,d people, %s censored early",
                  outcome.outcome(),
                  model.cause(),
                  outcome.events().get(place),
                  outcome.people(),
                  shown(outcome.censored())),
              header,
              rows));
    }
    return tables;
  }

  private static List<String> row(IncidenceFigures figures, int cause, boolean compared) {
    IncidenceFigures.CauseFigures own = figures.causes().get(cause);
    List<String> row = new ArrayList<>();
    row.add(figures.title());
    row.add(own.concordance().toString());
    row.add(own.integratedBrier().rounded(4));
    own.brier().forEach(at -> row.add(at.score().rounded(4)));
    row.add(compared ? own.concordanceDifference().toString() : "");
    row.add(compared ? own.integratedBrierDifference().rounded(4) : "");
    return row;
  }
}
