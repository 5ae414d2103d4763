package dev.norn.cli;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.Interval;
import dev.norn.model.explain.AttributionMethod;
import dev.norn.model.explain.CausePrecision;
import dev.norn.model.explain.DeletionTest;
import dev.norn.model.explain.Explanation;
import dev.norn.model.explain.IntegratedGradients;
import dev.norn.model.explain.Stability;
import dev.norn.model.explain.TrueCauses;
import dev.norn.model.release.Release;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.sequence.PersonSequence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How far explanations of a release can be trusted. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Check the explanations of a release on people of the test split: whether deleting the tokens"
          + " with the largest attributions lowers the logit faster than deleting at random,",
      "with --against whether another training explains the same lives alike, and with --causes"
          + " whether what really moves the outcome, as a nation knows it, is among the largest"
          + " attributions. Prints tables with 95 %% intervals over people."
    })
final class ExplainCheck implements Callable<Integer> {

  @Mixin private ExplainedRelease explained;
  @Mixin private ExplainOptions options;
  @Mixin private PeopleOptions people;

  @Option(
      names = "--orders",
      paramLabel = "NUMBER",
      defaultValue = "10",
      description = "random orders of deletion for each person (default: ${DEFAULT-VALUE})")
  private int orders;

  @Option(
      names = "--against",
      paramLabel = "ID",
      description =
          "another release with the same vocabulary and outcome, such as one trained with another"
              + " seed: its id in the work folder or its folder")
  private String against;

  @Option(
      names = "--causes",
      paramLabel = "FILE",
      description = "true causes of the outcome in tokens, a nation's truth/causes.yaml")
  private Path causes;

  @Override
  public Integer call() throws Exception {
    Release release = explained.open();
    int place = options.place(release);
    Release other = against == null ? null : other(release);
    TrueCauses truth = causes == null ? null : TrueCauses.read(causes, options.outcome());
    Corpus corpus = explained.corpus(release);
    List<PersonSequence> lives = people.of(corpus, Split.TEST);
    System.out.printf(
        Locale.ROOT,
        "%s, release %s, corpus %s, seed %d, %,d people of the test side, %d steps%n",
        options.outcome(),
        release.id(),
        corpus.manifest().id().substring(0, 16),
        people.seed(),
        lives.size(),
        options.steps());
    List<Explanation> explanations = explanations(release, lives, place);
    printCompleteness(explanations);
    try (BatchEncoder encoder = new BatchEncoder(release.folder())) {
      print(new DeletionTest(encoder, place, orders, people.seed()).run(lives, explanations));
    }
    if (other != null) {
      List<Explanation> again = explanations(other, lives, options.place(other));
      printStability(other, Stability.of(lives, explanations, again, people.seed()));
    }
    if (truth != null) {
      printCauses(
          CausePrecision.of(truth, release.vocabulary(), lives, explanations, people.seed()));
    }
    System.out.println("\n" + ExplainCommand.CAVEAT);
    return ExitCode.DONE.code();
  }

  private Release other(Release release) {
    Path own = explained.work().workFolder().releases().resolve(against);
    Release other = Release.open(Files.isDirectory(own) ? own : Path.of(against));
    if (!other.vocabulary().hash().equals(release.vocabulary().hash())) {
      throw new IllegalArgumentException(
          "[--against] found a release with vocabulary %s; expected %s. Compare releases of one vocabulary"
              .formatted(other.vocabulary().hash(), release.vocabulary().hash()));
    }
    options.place(other);
    return other;
  }

  private List<Explanation> explanations(Release release, List<PersonSequence> lives, int place)
      throws Exception {
    try (IntegratedGradients gradients =
        IntegratedGradients.load(release.folder(), options.steps())) {
      return gradients.explain(lives, place);
    }
  }

  private static void printCompleteness(List<Explanation> explained) {
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

  private void print(DeletionTest.Figures figures) {
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

  private static void printStability(Release other, List<Stability> all) {
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

  private static void printCauses(List<CausePrecision> all) {
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
