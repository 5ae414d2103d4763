package dev.norn.cli;

import dev.norn.model.training.PrivacyTarget;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether training is differentially private, and how far. */
final class PrivacyOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--epsilon",
      paramLabel = "NUMBER",
      description =
          "train with differential privacy (DP-SGD), with as much noise as this epsilon asks for over"
              + " pre-training and fine-tuning together (default: not private)")
  private Double epsilon;

  @Option(
      names = "--noise-multiplier",
      paramLabel = "NUMBER",
      description =
          "the same with given noise, in clipping norms; the release says which epsilon that makes")
  private Double noiseMultiplier;

  @Option(
      names = "--delta",
      paramLabel = "NUMBER",
      description =
          "of private training, below 1 / people of the training side (default: a tenth of that)")
  private Double delta;

  @Option(
      names = "--clipping-norm",
      paramLabel = "NUMBER",
      description =
          "of private training: the most that one person's gradient may be, over all weights"
              + " (default: 1)")
  private Double clippingNorm;

  @Option(
      names = "--people-per-step",
      paramLabel = "PEOPLE",
      description =
          "of private training: people of a step in the mean, each drawn by chance (default: a"
              + " sixteenth of those trained on, but 32 at least)")
  private Integer peoplePerStep;

  @Option(
      names = "--peak-rate",
      paramLabel = "RATE",
      description = "of private training: the highest learning rate of each stage (default: 0.02)")
  private Double peakRate;

  boolean isPrivate() {
    return epsilon != null || noiseMultiplier != null;
  }

  /** Empty where nothing private is asked for. */
  Optional<PrivacyTarget> target() {
    return isPrivate()
        ? Optional.of(
            new PrivacyTarget(
                epsilon,
                noiseMultiplier,
                delta,
                clippingNorm == null ? PrivacyTarget.CLIPPING_NORM : clippingNorm,
                peoplePerStep,
                peakRate == null ? PrivacyTarget.PEAK_RATE : peakRate))
        : Optional.empty();
  }

  /**
   * @throws ParameterException when an option has a value that means nothing
   */
  void check() {
    positive("--epsilon", epsilon);
    positive("--noise-multiplier", noiseMultiplier);
    positive("--delta", delta);
    positive("--clipping-norm", clippingNorm);
    positive("--people-per-step", peoplePerStep);
    positive("--peak-rate", peakRate);
    if (epsilon != null && noiseMultiplier != null) {
      throw wrong("--noise-multiplier", "follows from --epsilon; give one of them");
    }
    if (!isPrivate()
        && Stream.of(delta, clippingNorm, peoplePerStep, peakRate).anyMatch(Objects::nonNull)) {
      throw wrong(
          "--epsilon",
          "is missing: --delta, --clipping-norm, --people-per-step and --peak-rate are of private training; give"
              + " --epsilon or --noise-multiplier with them");
    }
  }

  private void positive(String option, Number value) {
    double number = value == null ? 1 : value.doubleValue();
    if (!(number > 0) || Double.isInfinite(number)) {
      throw wrong(option, "found " + value + ", expected a number above 0");
    }
  }

  private ParameterException wrong(String option, String what) {
    return new ParameterException(command.commandLine(), "[" + option + "] " + what);
  }
}
