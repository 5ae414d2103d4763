package dev.norn.cli;

import dev.norn.model.explain.IntegratedGradients;
import dev.norn.model.release.Release;
import picocli.CommandLine.Option;

/** Which logit is explained, and how exactly. */
final class ExplainOptions {

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

  String outcome() {
    return outcome;
  }

  /** Place of the outcome among the release's. */
  int place(Release of) {
    return ExplainedRelease.place(of, outcome);
  }

  int steps() {
    return steps;
  }
}
