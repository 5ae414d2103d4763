package dev.norn.cli;

import dev.norn.cohort.Split;
import dev.norn.model.calibration.CalibrationChange;
import dev.norn.model.calibration.CalibrationFit;
import dev.norn.model.calibration.OutcomeCalibration;
import dev.norn.model.calibration.ReleaseCalibration;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.release.Release;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Calibrates a release anew. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = {
      "Calibrate a release on people whose outcomes are known by now, all of them, as they are.",
      "Writes a new calibration beside the release's others, which norn score takes from then on,"
          + " and prints what it changes. The release itself stays as it is."
    })
final class CalibrateCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;
  @Mixin private ReleaseOptions release;

  @Option(
      names = "--corpus",
      required = true,
      paramLabel = "DIR",
      description = "a corpus written with the release's vocabulary, such as a run's sequences/")
  private Path corpus;

  @Option(
      names = "--split",
      paramLabel = "NAME",
      description = "validation or test (default: ${DEFAULT-VALUE})")
  private Split split = Split.VALIDATION;

  @Option(
      names = "--study",
      paramLabel = "DIR",
      description =
          "take the tokens of sex from this study (default: those of the calibration before)")
  private Path study;

  @Override
  public Integer call() throws Exception {
    Release calibrated = release.open(work.workFolder().releases());
    Corpus read = Corpus.open(corpus);
    CalibrationFit fit = new CalibrationFit(calibrated, sexTokens(calibrated));
    ReleaseCalibration before = fit.before();
    Console console = new Console();
    ReleaseCalibration anew;
    try (Console.Bar bar = console.bar("encoding", read.manifest().people(split))) {
      anew = fit.fit(read, split, people -> bar.to(people, "people"));
    }
    System.out.println(anew.id());
    console.say("before: " + before.id() + " of " + before.created());
    anew.outcomes().forEach(outcome -> describe(outcome, anew.changes().get(outcome.outcome())));
    console.say("next: norn score --release " + calibrated.id() + " --calibration " + anew.id());
    return ExitCode.DONE.code();
  }

  private List<String> sexTokens(Release calibrated) {
    if (study != null) {
      return Study.open(study).sexTokens();
    }
    return ReleaseCalibration.newest(calibrated)
        .map(ReleaseCalibration::sexTokens)
        .orElse(List.of());
  }

  private static void describe(OutcomeCalibration outcome, CalibrationChange change) {
    if (change == null) {
      System.out.println(outcome.outcome() + ": nobody's outcome is known; as before");
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %,d people, %,d with it; intercept %.4f, slope %.4f%s%n",
        outcome.outcome(),
        outcome.people(),
        outcome.positives(),
        outcome.intercept(),
        outcome.slope(),
        outcome.note().isEmpty() ? "" : " (" + outcome.note() + ")");
    for (Metric metric : Metric.values()) {
      if (change.before().containsKey(metric)) {
        System.out.printf(
            Locale.ROOT,
            "  %-32s before %8.4f, after %s%n",
            metric.title(),
            change.before().get(metric),
            change.after().containsKey(metric)
                ? String.format(Locale.ROOT, "%8.4f", change.after().get(metric))
                : "as before");
      }
    }
  }
}
