package dev.norn.model.release;

import dev.norn.model.evaluation.Achievable;
import dev.norn.model.evaluation.AchievableTable;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.KindTables;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.ModelFigures;
import dev.norn.model.evaluation.OutcomeEvaluation;
import dev.norn.model.evaluation.ReliabilityBin;
import java.util.List;
import java.util.Locale;

/** A release's figures on one page that needs nothing from outside. */
final class HtmlReport {

  private static final List<Metric> SHOWN =
      List.of(Metric.AUROC, Metric.AUPRC, Metric.BRIER, Metric.LOG_LOSS, Metric.CALIBRATION_SLOPE);

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Norn release report</title>
      <style>
        :root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --line: #888; --mark: #0072b2; }
        @media (prefers-color-scheme: dark) { :root { --ink: #eee; --paper: #16181c; --mark: #56b4e9; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
          max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; margin: 1rem 0; }
        th, td { border-bottom: 1px solid var(--line); padding: .3rem .8rem; text-align: left; }
        td { font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; }
        .wide { overflow-x: auto; }
        svg text { fill: var(--ink); font-size: 12px; }
        .first { font-weight: 600; }
      </style></head><body>
      """;

  private final String id;
  private final ReleaseContent content;
  private final Evaluation evaluation;
  private final StringBuilder html = new StringBuilder(HEAD);

  HtmlReport(String id, ReleaseContent content, Evaluation evaluation) {
    this.id = id;
    this.content = content;
    this.evaluation = evaluation;
  }

  String text() {
    html.append("<h1>Release ").append(escaped(id)).append("</h1>\n");
    html.append("<p>Cohort ").append(escaped(content.cohort())).append(", landmark ");
    html.append(escaped(content.landmark())).append(" (included). Not for decisions about a");
    html.append(" person.</p>\n");
    evaluation.outcomes().forEach(this::outcome);
    kinds();
    return html.append("</body></html>\n").toString();
  }

  private void kinds() {
    List<AchievableTable> tables = KindTables.of(evaluation);
    if (!tables.isEmpty()) {
      html.append("<h2>Classes and times</h2>\n");
      tables.forEach(this::table);
    }
  }

  private void outcome(OutcomeEvaluation outcome) {
    html.append("<h2>").append(escaped(outcome.outcome())).append("</h2>\n");
    outcome
        .defeats()
        .forEach(defeat -> html.append("<p class=first>").append(escaped(defeat)).append("</p>\n"));
    html.append(
        String.format(
            Locale.ROOT,
            "<p>Test split: %d people, %d positive (%.2f %%), %d of unknown outcome left out."
                + " Intervals: bootstrap, %.0f %%.</p>\n",
            outcome.people(),
            outcome.positives(),
            100 * outcome.baseRate(),
            outcome.unknown(),
            100 * evaluation.bootstrap().level()));
    html.append("<div class=wide><table><caption>The model and the baselines on the same people");
    html.append("</caption><thead><tr><th scope=col>model</th>");
    SHOWN.forEach(m -> html.append("<th scope=col>").append(m.title()).append("</th>"));
    html.append("<th scope=col>model minus this, AUROC</th></tr></thead><tbody>\n");
    row(outcome.model(), "");
    outcome
        .baselines()
        .forEach(b -> row(b.figures(), b.differences().get(Metric.AUROC).toString()));
    html.append("</tbody></table></div>\n");
    if (outcome.achievable() != null) {
      achievable(outcome.achievable());
    }
    html.append("<h3>Reliability</h3>\n");
    html.append(new ReliabilityDiagram(outcome.model().reliability()).svg());
    reliability(outcome.model());
  }

  private void row(ModelFigures figures, String difference) {
    html.append("<tr><th scope=row>").append(escaped(figures.title())).append("</th>");
    SHOWN.forEach(
        metric -> html.append("<td>").append(figures.metrics().get(metric)).append("</td>"));
    html.append("<td>").append(difference).append("</td></tr>\n");
  }

  private void achievable(Achievable achievable) {
    html.append("<h3>Share of the achievable</h3>\n");
    achievable.notes().forEach(note -> html.append("<p>").append(escaped(note)).append("</p>\n"));
    AchievableTable.all(achievable).forEach(this::table);
  }

  private void table(AchievableTable table) {
    html.append("<div class=wide><table><caption>").append(escaped(table.caption()));
    html.append("</caption><thead><tr>");
    table
        .header()
        .forEach(cell -> html.append("<th scope=col>").append(escaped(cell)).append("</th>"));
    html.append("</tr></thead><tbody>\n");
    // The first cells are the rows' titles where no heading stands over them.
    String first = table.header().get(0).isEmpty() ? "<th scope=row>" : "<td>";
    for (List<String> row : table.rows()) {
      html.append("<tr>").append(first).append(escaped(row.get(0)));
      row.stream().skip(1).forEach(cell -> html.append("<td>").append(escaped(cell)));
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
  }

  /** The diagram's numbers, for who cannot see it. */
  private void reliability(ModelFigures figures) {
    html.append("<table><caption>Predicted and observed, by tenth of the people</caption>");
    html.append("<thead><tr><th scope=col>people</th><th scope=col>mean predicted</th>");
    html.append(
        "<th scope=col>observed</th><th scope=col>95 % interval</th></tr></thead><tbody>\n");
    for (ReliabilityBin bin : figures.reliability()) {
      html.append(
          String.format(
              Locale.ROOT,
              "<tr><td>%d</td><td>%.4f</td><td>%.4f</td><td>%.4f to %.4f</td></tr>\n",
              bin.people(),
              bin.meanPredicted(),
              bin.observed(),
              bin.low(),
              bin.high()));
    }
    html.append("</tbody></table>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
