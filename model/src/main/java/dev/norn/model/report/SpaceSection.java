package dev.norn.model.report;

import dev.norn.model.space.SpaceComparison;
import dev.norn.model.space.SpaceReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Whether models of different people agree on which tokens are near each other. */
public final class SpaceSection {

  private SpaceSection() {}

  /** A piece of a page, under a second-level heading. */
  public static String html(SpaceReport space) {
    StringBuilder html = new StringBuilder(Html.heading(2, "Space of tokens"));
    space
        .failure()
        .ifPresent(
            failure ->
                html.append("<p class=first>SPACE NOT ROBUST: ")
                    .append(Html.escaped(failure))
                    .append("</p>\n"));
    html.append(
        Html.paragraph(
            String.format(
                Locale.ROOT,
                "Three models of disjoint thirds of the training people; distances of up to %,d"
                    + " pairs of %,d tokens, each held by at least %,d people; Mantel's test with"
                    + " %,d permutations, adjusted after Benjamini and Hochberg. On average %.0f %%"
                    + " of a token's %d nearest tokens are the same in two models.",
                space.pairs(),
                space.tokens(),
                space.leastPersons(),
                space.permutations(),
                100 * space.sharedNeighbours(),
                space.hubness().neighbours())));
    html.append(
        Html.table(
            "Correlation of token distances; the references show what no structure gives",
            List.of("tables", "distance", "correlation", "p", "adjusted p"),
            Stream.concat(space.models().stream(), space.references().stream())
                .map(SpaceSection::row)
                .toList()));
    html.append(
        Html.paragraph(
            String.format(
                Locale.ROOT,
                "Hubness of the %d nearest: skewness %.2f, greatest hub among the nearest of %d"
                    + " tokens, %.1f %% of the tokens nobody's nearest.",
                space.hubness().neighbours(),
                space.hubness().skewness(),
                space.hubness().largest(),
                100 * space.hubness().orphans())));
    return html.append(
            Html.table(
                "Nearest tokens",
                List.of("token", "nearest first"),
                space.nearest().stream()
                    .map(n -> List.of(n.token(), String.join(", ", n.nearest())))
                    .toList()))
        .toString();
  }

  private static List<String> row(SpaceComparison comparison) {
    return List.of(
        comparison.title(),
        comparison.distance().name().toLowerCase(Locale.ROOT),
        Html.number(comparison.correlation(), 3),
        Html.number(comparison.p(), 4),
        Html.number(comparison.adjustedP(), 4));
  }
}
