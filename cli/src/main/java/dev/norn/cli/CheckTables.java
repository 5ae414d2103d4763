package dev.norn.cli;

import dev.norn.model.evaluation.Interval;
import dev.norn.model.explain.AttributionMethod;
import dev.norn.model.explain.CausePrecision;
import dev.norn.model.explain.DeletionTest;
import dev.norn.model.explain.Explanation;
import dev.norn.model.explain.Stability;
import dev.norn.model.release.Release;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What checks of explanations found, as tables on standard output. */
final class CheckTables {

  private CheckTables() {}

  static void printCompleteness(List<Explanation> explained) {
    double gap =
        explained.stream().mapToDouble(e -> Math.abs(e.completenessGap())).average().orElse(0);
    double most =
        explained.stream().mapToDouble(e -> Math.abs(e.completenessGap())).max().orElse(0);
    double change =
        explained.stream().mapToDouble(e -> Math.abs(e.logit() - e.baseline())).average().orElse(0);
    System.out.printf(
        Locale.ROOT,
        """

        Completeness of integrated gradients: the logit moves by %.3f on average from a life without
        content; the sum misses that by %.4f on average, %.4f at most.
        """,
        change,
        gap,
        most);
  }

  /**
   * @param orders random ones for each person
   */
  static void printDeletion(DeletionTest.Figures figures, int orders) {
    System.out.printf(
        Locale.ROOT,
        """

        Deletion: by how much the logit falls when that share of a life's tokens is deleted, largest
        attributions first; %d random orders a person

        | order | %s | area | beyond random |
        |---|%s---|---|
        """,
        orders,
        DeletionTest.SHARES.stream()
            .map(share -> String.format(Locale.ROOT, "%.0f %%", 100 * share))
            .collect(Collectors.joining(" | ")),
        "---:|".repeat(DeletionTest.SHARES.size()));
    for (AttributionMethod method : AttributionMethod.values()) {
      DeletionTest.Curve curve = figures.methods().get(method.ordinal());
      print(method.words(), curve, curve.beyondRandom().toString());
    }
    print("random", figures.random(), "");
  }

  private static void print(String order, DeletionTest.Curve curve, String beyond) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s |%n",
        order,
        Arrays.stream(curve.drops())
            .mapToObj(drop -> String.format(Locale.ROOT, "%.3f", drop))
            .collect(Collectors.joining(" | ")),
        curve.area(),
        beyond);
  }

  static void printStability(Release other, List<Stability> all) {
    System.out.printf(
        """

        Stability against release %s, over the tokens of each life

        | attributions | rank correlation | ten largest in common | by chance |
        |---|---|---|---:|
        """,
        other.id());
    for (Stability each : all) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.3f |%n",
          each.method().words(),
          each.rank(),
          each.top(),
          each.topByChance());
    }
  }

  static void printCauses(List<CausePrecision> all) {
    System.out.println(
        """

        True causes among the ten largest attributions, by size

        | attributions | share | of random tokens |
        |---|---|---|""");
    all.forEach(
        each ->
            System.out.printf(
                "| %s | %s | %s |%n", each.method().words(), each.top(), each.topByChance()));
    System.out.println(
        """

        How high a cause's tokens stand among tokens of no cause, 0.5 by chance

        | cause | people | attributions | rank |
        |---|---:|---|---|""");
    for (CausePrecision each : all) {
      each.ranks()
          .forEach(rank -> print(each.method().words(), rank.cause(), rank.people(), rank.rank()));
    }
  }

  private static void print(String method, String cause, int people, Interval rank) {
    System.out.printf(Locale.ROOT, "| %s | %,d | %s | %s |%n", cause, people, method, rank);
  }
}
