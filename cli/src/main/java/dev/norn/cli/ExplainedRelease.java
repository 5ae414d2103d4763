package dev.norn.cli;

import dev.norn.model.corpus.Corpus;
import dev.norn.model.release.Release;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which release is explained, and with whose lives. */
final class ExplainedRelease {

  @Mixin private WorkOptions work;
  @Mixin private ReleaseOptions release;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "DIR",
      description = "a corpus folder that was built with the release's vocabulary")
  private Path corpus;

  WorkOptions work() {
    return work;
  }

  Release open() {
    return release.open(work.workFolder().releases());
  }

  Corpus corpus(Release of) {
    return Corpus.open(corpus).requireVocabulary(of.vocabulary().hash());
  }

  /** Place of an outcome among the release's. */
  static int place(Release of, String outcome) {
    int place = of.outcomes().indexOf(outcome);
    if (place < 0) {
      throw new IllegalArgumentException(
          "[--outcome] found %s; expected one of %s".formatted(outcome, of.outcomes()));
    }
    return place;
  }
}
