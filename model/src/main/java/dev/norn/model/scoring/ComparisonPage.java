package dev.norn.model.scoring;

import dev.norn.model.report.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two runs side by side as one page that needs nothing from outside. */
final class ComparisonPage {

  private final RunComparison comparison;

  ComparisonPage(RunComparison comparison) {
    this.comparison = comparison;
  }

  String html() {
    StringBuilder html = new StringBuilder(Html.heading(1, "Two scoring runs"));
    html.append(
        Html.paragraph(
            comparison.before()
                + ", then "
                + comparison.after()
                + ". Counts of fewer than 10 people are held back."));
    html.append(
        comparison.differences().isEmpty()
            ? Html.paragraph("The runs asked for the same; only facts can differ.")
            : Html.table(
                "What the runs asked for differs",
                List.of(""),
                comparison.differences().stream().map(List::of).toList()));
    comparison.outcomes().forEach(outcome -> html.append(outcome(outcome)));
    return Html.page("Norn scoring runs compared", html.toString());
  }

  private static String outcome(RunComparison.OutcomeMoves of) {
    StringBuilder html = new StringBuilder(Html.heading(2, of.outcome()));
    html.append(counts("People", of.people()));
    html.append(counts("Abstention, of those in both", of.abstentions()));
    of.moves()
        .forEach(
            (cause, moves) -> {
              html.append(Html.heading(3, MoveCause.words(cause)));
              html.append(
                  Html.paragraph(
                      moves.meanSize() == null
                          ? "Fewer than 10 people."
                          : "Mean change %s, mean size of a change %s."
                              .formatted(
                                  Html.number(moves.meanChange(), 5),
                                  Html.number(moves.meanSize(), 5))));
              html.append(counts("Change of the probability, either way", moves.byChange()));
              html.append(counts("Tenths moved up", moves.tenthsMoved()));
            });
    return html.toString();
  }

  private static String counts(String caption, Map<String, Long> counts) {
    List<List<String>> rows = new ArrayList<>();
    counts.forEach(
        (name, people) ->
            rows.add(
                List.of(name, people == null ? "–" : String.format(Locale.ROOT, "%,d", people))));
    return Html.table(caption, List.of("", "people"), rows);
  }
}
