package dev.norn.model.release;

import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.report.Html;
import dev.norn.model.report.KindsSection;
import dev.norn.model.report.OutcomePage;
import dev.norn.model.report.SpaceSection;
import dev.norn.model.space.SpaceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Figures of a release on one page that needs nothing from outside. */
final class HtmlReport {

  // Colours after Okabe and Ito, told apart by the colour-blind too.
  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Norn release report</title>
      <style>
        :root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --line: #888;
          --mark: #0072b2; --second: #b34a00; --third: #007a5a; --fourth: #a0527d; }
        @media (prefers-color-scheme: dark) { :root { --ink: #eee; --paper: #16181c; --line: #888;
          --mark: #56b4e9; --second: #e69f00; --third: #2fc49a; --fourth: #e39cc4; } }
        body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
          max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
        table { border-collapse: collapse; margin: 1rem 0; }
        th, td { border-bottom: 1px solid var(--line); padding: .3rem .8rem; text-align: left; }
        td { font-variant-numeric: tabular-nums; white-space: nowrap; }
        caption { text-align: left; font-weight: 600; }
        summary { cursor: pointer; }
        .wide { overflow-x: auto; }
        .beside { display: flex; flex-wrap: wrap; gap: 1rem; }
        svg { max-width: 100%; height: auto; }
        svg text { fill: var(--ink); font-size: 12px; }
        .first { font-weight: 600; }
      </style></head><body>
      """;

  private final String id;
  private final ReleaseContent content;
  private final Evaluation evaluation;
  private final SpaceReport space;

  HtmlReport(String id, ReleaseContent content, Evaluation evaluation, SpaceReport space) {
    this.id = id;
    this.content = content;
    this.evaluation = evaluation;
    this.space = space;
  }

  /**
   * Writes {@code index.html} and, for machines, {@code evaluation.json}.
   *
   * @param folder made if absent; files of these names in it are replaced
   */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("index.html"), text());
    Files.writeString(folder.resolve("evaluation.json"), CanonicalJson.write(evaluation));
  }

  private String text() {
    StringBuilder html = new StringBuilder(HEAD);
    html.append(Html.heading(1, "Release " + id));
    html.append(
        Html.paragraph(
            "Cohort "
                + content.cohort()
                + ", landmark "
                + content.landmark()
                + " (included). Not for decisions about a person."));
    evaluation
        .outcomes()
        .forEach(outcome -> html.append(OutcomePage.html(outcome, evaluation.bootstrap().level())));
    html.append(KindsSection.html(evaluation));
    if (space != null) {
      html.append(SpaceSection.html(space));
    }
    return html.append("</body></html>\n").toString();
  }
}
