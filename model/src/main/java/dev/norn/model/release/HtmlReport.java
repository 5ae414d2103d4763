package dev.norn.model.release;

import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.report.Html;
import dev.norn.model.report.KindsSection;
import dev.norn.model.report.OutcomePage;
import dev.norn.model.report.PrivacySection;
import dev.norn.model.report.SpaceSection;
import dev.norn.model.space.SpaceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Figures of a release on one page that needs nothing from outside. */
final class HtmlReport {

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
    StringBuilder html = new StringBuilder();
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
    if (content.privacy() != null) {
      html.append(PrivacySection.html(content.privacy()));
    }
    if (space != null) {
      html.append(SpaceSection.html(space));
    }
    return Html.page("Norn release report", html.toString());
  }
}
