package dev.norn.cli;

import dev.norn.cohort.Split;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.explain.IntegratedGradients;
import dev.norn.model.explain.TokenEffect;
import dev.norn.model.explain.TokenNeighbour;
import dev.norn.model.release.Release;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a token is near, and what it moves. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description =
        "Print the tokens nearest to a token and what it moved the logit of an outcome by, on average"
            + " over people of the test split who have it; withheld where they are too few.")
final class ExplainToken implements Callable<Integer> {

  @Mixin private ExplainedRelease explained;
  @Mixin private ExplainOptions options;
  @Mixin private PeopleOptions people;
  @Mixin private DisclosureOptions disclosure;

  @Parameters(paramLabel = "TOKEN", description = "text of a token, such as ICD_E11")
  private String text;

  @Option(
      names = "--neighbours",
      paramLabel = "TOKENS",
      defaultValue = "10",
      description = "how many of the nearest (default: ${DEFAULT-VALUE})")
  private int neighbours;

  @Override
  public Integer call() throws Exception {
    Release release = explained.open();
    DisclosureRules rules = disclosure.rules(explained.work().workFolder());
    int place = options.place(release);
    Token token = token(release);
    Corpus corpus = explained.corpus(release);
    List<PersonSequence> lives = people.of(corpus, Split.TEST);
    printNeighbours(release, token);
    try (IntegratedGradients gradients =
        IntegratedGradients.load(release.folder(), options.steps())) {
      print(
          release,
          lives.size(),
          TokenEffect.of(token.id(), lives, gradients, place, people.seed(), rules),
          rules);
    }
    return ExitCode.DONE.code();
  }

  private Token token(Release release) {
    int id = release.vocabulary().idOf(text);
    if (id <= SpecialToken.UNK.id()) {
      throw new IllegalArgumentException(
          "[token] found '%s'; expected a token of the release's vocabulary that is not special, as its vocabulary.json lists them"
              .formatted(text));
    }
    return release.vocabulary().tokens().get(id);
  }

  private void printNeighbours(Release release, Token token) throws Exception {
    System.out.println("| nearest token | cosine |\n|---|---:|");
    for (TokenNeighbour near : TokenNeighbour.of(release.folder(), token.id(), neighbours)) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.3f |%n",
          release.vocabulary().tokens().get(near.token()).text(),
          near.cosine());
    }
  }

  private void print(
      Release release, int sample, Optional<TokenEffect> effect, DisclosureRules rules) {
    System.out.printf(
        Locale.ROOT,
        "%n%s, %s, release %s, seed %d, %,d people of the test side%n",
        text,
        options.outcome(),
        release.id(),
        people.seed(),
        sample);
    if (effect.isEmpty()) {
      System.out.printf(
          Locale.ROOT, "withheld: fewer than %d of them have it%n", rules.minimumCount());
      return;
    }
    System.out.printf(
        Locale.ROOT,
        """

        | people who have it | integrated gradients | input × gradient |
        |---:|---|---|
        | %,d | %s | %s |

        In logits before calibration, mean with 95 %% interval. %s
        """,
        effect.get().people(),
        effect.get().integrated(),
        effect.get().inputGradient(),
        ExplainCommand.CAVEAT);
  }
}
