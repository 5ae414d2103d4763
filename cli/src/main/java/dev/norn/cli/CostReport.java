package dev.norn.cli;

import dev.norn.model.ModelSpec;
import dev.norn.model.training.TrainingCost;
import java.util.Locale;

/** What a whole training run would cost, in lines for a person. */
record CostReport(TrainingCost cost, ModelSpec spec) {

  String text() {
    double longest = cost.secondsOfPaper(spec.maxLength());
    return String.format(
        Locale.ROOT,
        """
        Measured   %,d steps of %s: %,.0f tokens/s, %.3f seconds a step
        An epoch   %,d steps, %s
        This run   at most %d epochs, %s, and validation
        The paper  %,d documents (30 epochs of 24,000), all as long as allowed here, %,d positions: %s
        """,
        cost.steps(),
        cost.stage(),
        cost.tokensPerSecond(),
        cost.secondsPerStep(),
        cost.stepsPerEpoch(),
        time(cost.secondsPerEpoch()),
        cost.epochs(),
        time(cost.secondsOfRun()),
        TrainingCost.PAPER_DOCUMENTS,
        spec.maxLength(),
        time(longest));
  }

  /** The two largest units. */
  static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return whole / 60 + " min " + whole % 60 + " s";
    }
    if (whole < 86_400) {
      return whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
    return whole / 86_400 + " d " + whole % 86_400 / 3600 + " h";
  }
}
