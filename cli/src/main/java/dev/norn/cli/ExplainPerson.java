package dev.norn.cli;

import dev.norn.db.AuditEntry;
import dev.norn.event.DefinitionFile;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.explain.Explanation;
import dev.norn.model.explain.IntegratedGradients;
import dev.norn.model.release.Release;
import dev.norn.sequence.LandmarkDate;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.Token;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The tokens of one life, and what each moved. */
@Command(
    name = "person",
    mixinStandardHelpOptions = true,
    description = {
      "Print each token of a person's life in a corpus with what it moved the logit of an outcome by"
          + " (integrated gradients, input × gradient) and its share of the person's embedding.",
      "This shows one person's data: the audit log keeps who asked and why, without the pseudonym."
    })
final class ExplainPerson implements Callable<Integer> {

  @Mixin private ExplainedRelease explained;
  @Mixin private ExplainOptions options;

  @Parameters(paramLabel = "PSEUDONYM", description = "of a person in the corpus")
  private String person;

  @Option(
      names = "--purpose",
      paramLabel = "WHY",
      description = "what the answer is for, kept in the audit log with the question")
  private String purpose;

  @Override
  public Integer call() throws Exception {
    Release release = explained.open();
    int place = options.place(release);
    Corpus corpus = explained.corpus(release);
    try (Servers servers = explained.work().servers(new Console())) {
      FolderAudit audit = new FolderAudit(servers);
      Optional<PersonSequence> life = life(corpus);
      if (life.isEmpty()) {
        audit.append(entry(release, corpus, 0, "REFUSED, no such person in the corpus"));
        throw new IllegalArgumentException(
            "[person] the corpus holds nobody of this pseudonym; expected the pseudonym of one of its people");
      }
      Explanation explanation;
      try (IntegratedGradients gradients =
          IntegratedGradients.load(release.folder(), options.steps())) {
        explanation = gradients.explain(List.of(life.get()), place).get(0);
      }
      // Before the answer leaves: what cannot be written down is not answered.
      audit.append(entry(release, corpus, life.get().length(), "ANSWERED"));
      print(release, life.get(), explanation);
    }
    return ExitCode.DONE.code();
  }

  private AuditEntry entry(Release release, Corpus corpus, long answered, String decision) {
    String detail =
        DefinitionFile.toJson(
            Map.of(
                "release", release.id(),
                "corpus", corpus.manifest().id(),
                "outcome", options.outcome()));
    return new AuditEntry("explain person", purpose, answered, decision, detail);
  }

  private Optional<PersonSequence> life(Corpus corpus) {
    try (Stream<CorpusExample> everybody = corpus.everybody()) {
      return everybody
          .map(CorpusExample::sequence)
          .filter(life -> life.person().value().equals(person))
          .findFirst();
    }
  }

  private void print(Release release, PersonSequence life, Explanation explanation) {
    System.out.println(
        "| day | register | token | integrated gradients | input × gradient | attention |\n"
            + "|---|---|---|---:|---:|---:|");
    for (int at = 0; at < life.length(); at++) {
      Token token = release.vocabulary().tokens().get(life.tokens()[at]);
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.4f | %.4f | %.4f |%n",
          LandmarkDate.ORIGIN.plusDays(life.days()[at]),
          register(token),
          token.text(),
          explanation.integrated()[at],
          explanation.inputGradient()[at],
          explanation.attention()[at]);
    }
    System.out.printf(
        Locale.ROOT,
        """

        %s, release %s: logit %.4f before calibration, %.4f of a life as long without content.
        Integrated gradients sum to %.4f, %.4f off that change (%d steps); input × gradient to %.4f.
        %s
        """,
        options.outcome(),
        release.id(),
        explanation.logit(),
        explanation.baseline(),
        Arrays.stream(explanation.integrated()).sum(),
        explanation.completenessGap(),
        options.steps(),
        sum(explanation.inputGradient()),
        ExplainCommand.CAVEAT);
  }

  /** The family of a token is its register and field; special tokens are of none. */
  private static String register(Token token) {
    int dot = token.family().indexOf('.');
    return dot < 0 ? "" : token.family().substring(0, dot);
  }

  private static double sum(float[] numbers) {
    double sum = 0;
    for (float each : numbers) {
      sum += each;
    }
    return sum;
  }
}
