package dev.norn.model.report;

import dev.norn.model.evaluation.Achievable;
import dev.norn.model.evaluation.AchievableTable;
import dev.norn.model.evaluation.OutcomeEvaluation;

/** How near the models come to the truth; nothing where the truth is not known. */
final class AchievableSection {

  private AchievableSection() {}

  static String html(OutcomeEvaluation outcome) {
    Achievable achievable = outcome.achievable();
    if (achievable == null) {
      return "";
    }
    StringBuilder html = new StringBuilder(Html.heading(3, "Share of the achievable"));
    achievable.notes().forEach(note -> html.append(Html.paragraph(note)));
    for (AchievableTable table : AchievableTable.all(achievable)) {
      html.append(Html.table(table.caption(), table.header(), table.rows()));
    }
    return html.toString();
  }
}
