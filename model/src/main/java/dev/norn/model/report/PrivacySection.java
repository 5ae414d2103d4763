package dev.norn.model.report;

import dev.norn.model.accounting.PrivacyGuarantee;

/** What private training guarantees, and what not. */
public final class PrivacySection {

  private PrivacySection() {}

  /**
   * @return a piece of a page, under a second-level heading
   */
  public static String html(PrivacyGuarantee guarantee) {
    StringBuilder html = new StringBuilder(Html.heading(2, "Privacy"));
    html.append(Html.paragraph("The weights are " + guarantee.summary() + "."));
    html.append(
        Html.paragraph(
            "Neighbours: "
                + guarantee.neighbours()
                + ". Accounted by "
                + guarantee.accountant()
                + ". Drawn "
                + guarantee.draws()
                + "."));
    html.append(Html.paragraph("Not covered: " + String.join("; ", guarantee.notCovered()) + "."));
    return html.toString();
  }
}
