package dev.norn.cli;

import dev.norn.cli.local.WorkFolder;
import dev.norn.model.calibration.PeopleGroups;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.privacy.Attack;
import dev.norn.model.privacy.Attribute;
import dev.norn.model.privacy.PrivacyAudit;
import dev.norn.model.privacy.PrivacyReport;
import dev.norn.model.release.Release;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Attacks a release and keeps what was found. */
@Command(
    name = "privacy",
    mixinStandardHelpOptions = true,
    description = {
      "Attack a release: can it be told who it was trained with, and what can be guessed of people"
          + " from their embeddings or probabilities? Prints tables with intervals and keeps"
          + " privacy.json in the release's folder.",
      "With --bound a release is blocked when the interval of an attack on membership reaches above"
          + " it: it is not activated and scores nobody until a report without that is made. Exit"
          + " code 1 then."
    })
final class PrivacyCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;
  @Mixin private StudyOptions study;
  @Mixin private ReleaseOptions release;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "DIR",
      description = "the corpus that the release was trained on")
  private Path corpus;

  @Option(
      names = "--bound",
      paramLabel = "AUROC",
      description =
          "most that the upper end of the 95 %% interval of a membership attack may be, above 0.5"
              + " to 1 (default: none)")
  private Double bound;

  @Option(
      names = "--people",
      paramLabel = "PEOPLE",
      defaultValue = "10000",
      description = "of each side of the split, about, drawn by a hash (default: ${DEFAULT-VALUE})")
  private int people;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "of draws, halves and intervals (default: ${DEFAULT-VALUE})")
  private long seed;

  @Override
  public Integer call() throws Exception {
    WorkFolder folder = work.workFolder();
    Release attacked = release.open(folder.releases());
    Study opened = study.open();
    PrivacyReport report =
        new PrivacyAudit(attacked, Corpus.open(corpus), people, seed)
            .attack(
                PeopleGroups.of(opened.sexTokens(), attacked.vocabulary()).sexTokens().keySet(),
                opened.divisions(attacked.vocabulary()),
                bound);
    report.write(attacked);
    print(report);
    return report.blocks() ? ExitCode.REJECTED.code() : ExitCode.DONE.code();
  }

  private static void print(PrivacyReport report) {
    System.out.printf(
        Locale.ROOT,
        """
        release %s, seed %d

        Membership: %,d people of the training side against %,d of the test side

        | attack | AUROC | caught at 1 %% false alarms |
        |---|---|---|
        """,
        report.release(),
        report.seed(),
        report.members(),
        report.others());
    for (Attack attack : report.membership()) {
      System.out.printf("| %s | %s | %s |%n", attack.name(), attack.auroc(), attack.caught());
    }
    System.out.println(
        """

        Attributes of people whom it was not trained with, AUROC

        | token | guessed from | before | from the embedding | gained | from probabilities | gained |
        |---|---|---|---|---|---|---|""");
    for (Attribute attribute : report.attributes()) {
      System.out.printf(
          "| %s | %s | %s | %s | %s | %s | %s |%n",
          attribute.token(),
          attribute.known(),
          attribute.before(),
          attribute.fromEmbedding().auroc(),
          attribute.embeddingGain(),
          attribute.fromProbabilities().auroc(),
          attribute.probabilitiesGain());
    }
    System.out.println();
    System.out.println(guarantee(report));
    System.out.println((report.blocks() ? "BLOCKED: " : "") + report.verdict());
  }

  private static String guarantee(PrivacyReport report) {
    return report.guarantee() == null
        ? "trained without differential privacy"
        : "trained " + report.guarantee().summary();
  }
}
