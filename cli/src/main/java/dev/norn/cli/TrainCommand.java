package dev.norn.cli;

import dev.norn.cli.local.WorkFolder;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.TrueProbabilities;
import dev.norn.model.leakage.LeakageReport;
import dev.norn.model.training.ReleaseTraining;
import dev.norn.model.training.TrainedRelease;
import dev.norn.model.training.TrainingCost;
import dev.norn.model.training.TrainingPlan;
import dev.norn.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a release. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Pre-train, fine-tune, calibrate and evaluate on a corpus; writes a release.",
      "A run that was stopped goes on from its last model checkpoint when called again with the"
          + " same options. The corpus may be larger than memory."
    })
final class TrainCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;
  @Mixin private StudyOptions study;
  @Mixin private TrainingOptions options;

  @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "a corpus folder")
  private Path corpus;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description = "default: vocabulary.json in the work folder")
  private Path vocabulary;

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    // What is wrong with the options shows before anything is read.
    boolean rehearsal = options.maxSteps().isPresent();
    options.check();
    WorkFolder folder = work.workFolder();
    Path file = vocabulary == null ? folder.root().resolve("vocabulary.json") : vocabulary;
    Study opened = study.open();
    Corpus read = Corpus.open(corpus);
    Vocabulary tokens = Vocabulary.read(file);
    LeakageReport.read(corpus).ifPresent(report -> report.lines().forEach(console::say));
    TrainingPlan plan = options.plan(opened, tokens, read);
    if (rehearsal) {
      rehearse(plan, read, tokens, folder, console);
      return ExitCode.DONE.code();
    }
    TrainedRelease trained = train(opened, read, tokens, folder, plan, console);
    System.out.println(trained.release().folder());
    trained.release().privacy().ifPresent(privacy -> console.say("weights " + privacy.summary()));
    console.say(trained.testUse());
    console.say(trained.evaluation().summary());
    console.say("next: norn release activate --release " + trained.release().id());
    return ExitCode.DONE.code();
  }

  private void rehearse(
      TrainingPlan plan, Corpus corpus, Vocabulary vocabulary, WorkFolder folder, Console console)
      throws Exception {
    try (TrainingBars bars = new TrainingBars(console)) {
      TrainingCost cost =
          new ReleaseTraining(plan, bars, bars)
              .rehearse(corpus, vocabulary, training(folder), options.maxSteps().orElseThrow());
      System.out.print(new CostReport(cost, plan.spec()).text());
    }
  }

  static TrainedRelease train(
      Study study,
      Corpus corpus,
      Vocabulary vocabulary,
      WorkFolder folder,
      TrainingOptions options,
      Console console)
      throws Exception {
    TrainingPlan plan = options.plan(study, vocabulary, corpus);
    return train(study, corpus, vocabulary, folder, plan, console);
  }

  private static TrainedRelease train(
      Study study,
      Corpus corpus,
      Vocabulary vocabulary,
      WorkFolder folder,
      TrainingPlan plan,
      Console console)
      throws Exception {
    // Read first, so that a slip in the file shows before the training and not after.
    TrueProbabilities truth = TrueProbabilitiesFile.of(study, corpus, folder);
    try (TrainingBars bars = new TrainingBars(console)) {
      return new ReleaseTraining(plan, bars, bars)
          .run(corpus, vocabulary, training(folder), folder.releases(), truth);
    }
  }

  private static Path training(WorkFolder folder) {
    return folder.root().resolve("training");
  }
}
