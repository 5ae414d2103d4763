package dev.norn.model.report;

import dev.norn.model.evaluation.AchievableTable;
import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.KindTables;
import java.util.List;

/**
 * Figures that outcomes have besides those of their binary labels; nothing where there are none.
 */
public final class KindsSection {

  private KindsSection() {}

  /**
   * @return a piece of a page, under a second-level heading
   */
  public static String html(Evaluation evaluation) {
    List<AchievableTable> tables = KindTables.of(evaluation);
    if (tables.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder(Html.heading(2, "Classes, counts and times"));
    evaluation.kindDefeats().forEach(defeat -> html.append(Html.defeat(defeat)));
    for (AchievableTable table : tables) {
      html.append(Html.table(table.caption(), table.header(), table.rows()));
    }
    return html.toString();
  }
}
