package dev.norn.model.report;

import dev.norn.model.evaluation.OutcomeEvaluation;
import java.util.Locale;

/** Everything that was found of one outcome; what speaks against the model comes first. */
public final class OutcomePage {

  private OutcomePage() {}

  /**
   * @param level of the intervals, such as 0.95
   * @return a piece of a page, under a second-level heading
   */
  public static String html(OutcomeEvaluation outcome, double level) {
    StringBuilder html = new StringBuilder(Html.heading(2, outcome.outcome()));
    outcome.defeats().forEach(defeat -> html.append(Html.defeat(defeat)));
    html.append(
        Html.paragraph(
            String.format(
                Locale.ROOT,
                "Test split: %d people, %d positive (%.2f %%), %s of unknown outcome left out."
                    + " Intervals: bootstrap, %.0f %%; the base rate varies in those of figures that"
                    + " depend on it.",
                outcome.people(),
                outcome.positives(),
                100 * outcome.baseRate(),
                outcome.unknown() == null ? "a number held back" : outcome.unknown().toString(),
                100 * level)));
    return html.append(BaselinesSection.html(outcome))
        .append(AchievableSection.html(outcome))
        .append(CalibrationSection.html(outcome))
        .append(RankingSection.html(outcome))
        .append(OperatingPointsSection.html(outcome))
        .append(DecisionSection.html(outcome))
        .append(AlphaSection.html(outcome))
        .append(GapsSection.html(outcome))
        .append(SubgroupsSection.html(outcome))
        .toString();
  }
}
