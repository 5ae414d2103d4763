package dev.norn.model.scoring;

import dev.norn.model.evaluation.Metric;
import dev.norn.model.report.Html;
import dev.norn.model.report.KindsSection;
import dev.norn.model.report.OutcomePage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A run's report as one page that needs nothing from outside. */
final class ScoringPage {

  private static final String FEW = "fewer than 10, or told by them";

  private final ScoringReport report;

  ScoringPage(ScoringReport report) {
    this.report = report;
  }

  String html() {
    StringBuilder html = new StringBuilder();
    ScoringSpec spec = report.spec();
    html.append(Html.heading(1, "Scoring run " + spec.id()));
    html.append(
        Html.paragraph(
            "Cohort "
                + spec.cohort().name()
                + " as of "
                + spec.cohort().landmark().words()
                + " (included), "
                + (spec.cohort().knownBy() == null
                    ? "with all that was known"
                    : "as the registers knew by " + spec.cohort().knownBy())
                + ". Not for decisions about a person. Counts of fewer than 10 people are held"
                + " back."));
    report.staleCalibration().forEach(sign -> html.append(Html.defeat(sign)));
    html.append(flow());
    report.outcomes().forEach(outcome -> html.append(outcome(outcome)));
    html.append(drift());
    if (report.evaluation() != null) {
      html.append(evaluation());
    }
    return Html.page(
        "Norn scoring run", html.append(calibration()).append(provenance()).toString());
  }

  private String flow() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("people with any fact", number(report.peopleRead())));
    report
        .rules()
        .forEach(rule -> rows.add(List.of("removed: " + rule.words(), number(rule.people()))));
    rows.add(List.of("scored", number(report.people())));
    return Html.heading(2, "Who was scored")
        + Html.table("People", List.of("", "people"), rows)
        + outcomesInWords();
  }

  private String outcomesInWords() {
    StringBuilder html = new StringBuilder();
    report
        .spec()
        .outcomes()
        .forEach(
            outcome ->
                html.append(
                    Html.paragraph(outcome.name() + ": " + String.join("; ", outcome.words()))));
    return html.toString();
  }

  private String outcome(ScoringReport.OutcomeFigures of) {
    StringBuilder html = new StringBuilder(Html.heading(2, of.outcome()));
    html.append(
        Html.paragraph(
            of.matured()
                ? "The horizon ended on " + of.lastDay() + "; what came of people is known."
                : "The horizon ends on "
                    + of.lastDay()
                    + ", and the registers reach "
                    + report.newestRecorded().substring(0, 10)
                    + ": who has not had the event may still have it."));
    List<List<String>> rows = new ArrayList<>();
    of.labels()
        .forEach(
            (label, people) ->
                rows.add(List.of("known now: " + label.toLowerCase(Locale.ROOT), number(people))));
    if (of.baseRate() != null) {
      rows.add(List.of("share with the outcome", Html.percent(of.baseRate())));
    }
    if (of.meanPredicted() != null) {
      rows.add(List.of("mean probability", Html.percent(of.meanPredicted())));
    }
    html.append(Html.table("What is known", List.of("", ""), rows));
    html.append(
        Html.table(
            "Tenths of the people by probability",
            List.of("tenth", "people", "mean probability", "share with the outcome"),
            of.deciles().stream().map(ScoringPage::decile).toList()));
    return html.append(abstained(of)).toString();
  }

  private static List<String> decile(ScoringReport.Decile decile) {
    return List.of(
        Integer.toString(decile.decile()),
        number(decile.people()),
        Html.percent(decile.meanPredicted()),
        decile.observed() == null ? "–" : Html.percent(decile.observed()));
  }

  private String abstained(ScoringReport.OutcomeFigures of) {
    String bound = report.spec().abstention().words();
    if (bound.isEmpty()) {
      return Html.paragraph("Everybody has a probability: no bound on the risk was asked for.");
    }
    List<List<String>> reasons = new ArrayList<>();
    reasons.add(List.of("not abstained on", number(of.predicted())));
    of.abstained().forEach((reason, people) -> reasons.add(List.of(reason, number(people))));
    List<List<String>> groups = new ArrayList<>();
    of.abstainedShares()
        .forEach(
            (group, share) ->
                groups.add(List.of(group, share == null ? FEW : Html.percent(share))));
    return Html.paragraph("Abstained on, so that " + bound + ":")
        + Html.table("By reason", List.of("reason", "people"), reasons)
        + Html.table("By group", List.of("group", "share abstained on"), groups);
  }

  private String drift() {
    List<List<String>> scores = new ArrayList<>();
    for (ScoringReport.OutcomeFigures of : report.outcomes()) {
      scores.add(
          List.of(
              of.outcome(),
              of.scoreShift() == null ? "not known" : Html.number(of.scoreShift(), 3)));
    }
    return Html.heading(2, "Unlike the people before")
        + Html.paragraph(
            "Population stability index: the sum of (q - p) ln(q / p) over groups with share p then"
                + " and q now. By custom less than 0.1 is little and more than 0.25 much.")
        + Html.table(
            "Scores, against the people calibrated on",
            List.of("outcome", "stability index"),
            scores)
        + Html.table(
            "Tokens, against the people calibrated on: the largest differences",
            List.of("token", "held then", "held now", "stability index"),
            report.tokenShifts().stream()
                .map(
                    token ->
                        List.of(
                            token.token(),
                            Html.percent(token.then()),
                            Html.percent(token.now()),
                            Html.number(token.index(), 3)))
                .toList());
  }

  private String evaluation() {
    StringBuilder html = new StringBuilder(Html.heading(2, "How good it is"));
    html.append(
        Html.paragraph(
            "On the people of the test split, whom no model and no baseline learned from, whether or"
                + " not the run abstains on them. "
                + report.testSplitUse()));
    report
        .evaluation()
        .outcomes()
        .forEach(
            outcome ->
                html.append(OutcomePage.html(outcome, report.evaluation().bootstrap().level())));
    return html.append(KindsSection.html(report.evaluation())).toString();
  }

  private String calibration() {
    List<List<String>> rows = new ArrayList<>();
    report
        .calibration()
        .changes()
        .forEach(
            (outcome, change) ->
                change
                    .before()
                    .forEach(
                        (metric, before) ->
                            rows.add(
                                List.of(
                                    outcome + ", " + metric.title(),
                                    Html.number(before, 4),
                                    after(change.after(), metric)))));
    return Html.heading(2, "Calibration " + report.calibration().id())
        + Html.paragraph(
            "Of cohort "
                + report.calibration().cohort()
                + " as of "
                + report.calibration().landmark()
                + ", "
                + report.calibration().split().name().toLowerCase(Locale.ROOT)
                + " split, made "
                + report.calibration().created()
                + ".")
        + (rows.isEmpty()
            ? ""
            : Html.table(
                "What it changed for those people, cross-fitted",
                List.of("", "before", "after"),
                rows));
  }

  private static String after(Map<Metric, Double> after, Metric metric) {
    return after.containsKey(metric) ? Html.number(after.get(metric), 4) : "–";
  }

  private String provenance() {
    ScoringSpec spec = report.spec();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("run", spec.id()));
    rows.add(List.of("release", spec.release()));
    rows.add(List.of("calibration", spec.calibration()));
    rows.add(List.of("vocabulary", report.vocabularyHash()));
    rows.add(List.of("sequences (corpus)", report.corpus()));
    rows.add(List.of("newest register time", report.newestRecorded()));
    rows.add(
        List.of(
            "registers", spec.registers().isEmpty() ? "all" : String.join(", ", spec.registers())));
    rows.add(List.of("abstention", spec.abstention().toString()));
    rows.add(List.of("started", spec.started()));
    report
        .notEvaluated()
        .forEach((outcome, reason) -> rows.add(List.of(outcome + " was not evaluated", reason)));
    return Html.heading(2, "Where it comes from") + Html.table("", List.of("", ""), rows);
  }

  private static String number(Long people) {
    return people == null ? FEW : String.format(Locale.ROOT, "%,d", people);
  }
}
