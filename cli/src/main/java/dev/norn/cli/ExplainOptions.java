package dev.norn.cli;

import dev.norn.model.corpus.Corpus;
import dev.norn.model.explain.IntegratedGradients;
import dev.norn.model.release.Release;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is explained, and with whose lives. */
final class ExplainOptions {

  @Mixin private WorkOptions work;
  @Mixin private ReleaseOptions release;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "DIR",
      description = "a corpus folder that was built with the release's vocabulary")
  private Path corpus;

  @Option(
      names = "--outcome",
      required = true,
      paramLabel = "NAME",
      description = "of the release's outcomes, the one whose logit is explained")
  private String outcome;

  @Option(
      names = "--steps",
      paramLabel = "POINTS",
      defaultValue = "" + IntegratedGradients.STEPS,
      description =
          "points of the way at which integrated gradients look, 2 to 200; more, where the"
              + " completeness gap is large (default: ${DEFAULT-VALUE})")
  private int steps;

  WorkOptions work() {
    return work;
  }

  Release release() {
    return release.open(work.workFolder().releases());
  }

  Corpus corpus(Release of) {
    return Corpus.open(corpus).requireVocabulary(of.vocabulary().hash());
  }

  String outcome() {
    return outcome;
  }

  /** Place of the outcome among the release's. */
  int place(Release of) {
    int place = of.outcomes().indexOf(outcome);
    if (place < 0) {
      throw new IllegalArgumentException(
          "[--outcome] found %s; expected one of %s".formatted(outcome, of.outcomes()));
    }
    return place;
  }

  int steps() {
    return steps;
  }
}
