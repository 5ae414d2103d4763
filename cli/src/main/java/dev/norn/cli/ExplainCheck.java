package dev.norn.cli;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
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
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How far explanations of a release can be trusted. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Check the explanations of a release on people of the test split: a deletion test,"
          + " agreement with another training, true causes.",
      "Deleting the tokens with the largest attributions has to lower the logit faster than deleting"
          + " at random. --against says whether another training explains the same lives alike,"
          + " --causes whether what really moves the outcome, as a nation knows it, is among the"
          + " largest attributions. Prints tables with 95 %% intervals over people."
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
    CheckTables.printCompleteness(explanations);
    try (BatchEncoder encoder = new BatchEncoder(release.folder())) {
      CheckTables.printDeletion(
          new DeletionTest(encoder, place, orders, people.seed()).run(lives, explanations), orders);
    }
    if (other != null) {
      List<Explanation> again = explanations(other, lives, options.place(other));
      CheckTables.printStability(other, Stability.of(lives, explanations, again, people.seed()));
    }
    if (truth != null) {
      CheckTables.printCauses(
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
}
