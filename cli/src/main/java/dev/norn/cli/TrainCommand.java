package dev.norn.cli;

import dev.norn.cli.local.WorkFolder;
import dev.norn.model.ModelSpec;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.evaluation.TrueProbabilities;
import dev.norn.model.training.ReleaseTraining;
import dev.norn.model.training.SpaceCheck;
import dev.norn.model.training.TrainedRelease;
import dev.norn.model.training.TrainingPlan;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.vocab.Vocabulary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a release. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Pre-train, fine-tune, calibrate and evaluate on a corpus; writes a release. A run that was"
            + " stopped goes on from its last whole epoch.")
final class TrainCommand implements Callable<Integer> {

  @Mixin private WorkOptions work;
  @Mixin private StudyOptions study;

  @Option(names = "--corpus", required = true, paramLabel = "DIR", description = "a corpus folder")
  private Path corpus;

  @Option(
      names = "--vocabulary",
      paramLabel = "FILE",
      description = "default: vocabulary.json in the work folder")
  private Path vocabulary;

  @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--space",
      arity = "0..1",
      defaultValue = "skipped",
      fallbackValue = "required",
      paramLabel = "CHECK",
      description =
          "also pre-train on three thirds of the people and compare their token embeddings; fails"
              + " where they do not agree, unless --space=reported")
  private SpaceCheck space;

  @Override
  public Integer call() throws Exception {
    Console console = new Console();
    WorkFolder folder = work.workFolder();
    Path file = vocabulary == null ? folder.root().resolve("vocabulary.json") : vocabulary;
    TrainedRelease trained =
        train(
            study.open(), Corpus.open(corpus), Vocabulary.read(file), folder, seed, space, console);
    System.out.println(trained.release().folder());
    console.say(trained.testUse());
    console.say(trained.evaluation().summary());
    console.say("next: norn release activate --release " + trained.release().id());
    return ExitCode.DONE.code();
  }

  /** Without a look at the space of tokens. */
  static TrainedRelease train(
      Study study,
      Corpus corpus,
      Vocabulary vocabulary,
      WorkFolder folder,
      long seed,
      Console console)
      throws Exception {
    return train(study, corpus, vocabulary, folder, seed, SpaceCheck.SKIPPED, console);
  }

  private static TrainedRelease train(
      Study study,
      Corpus corpus,
      Vocabulary vocabulary,
      WorkFolder folder,
      long seed,
      SpaceCheck space,
      Console console)
      throws Exception {
    ModelSpec spec = study.modelSpec(vocabulary.size());
    Map<String, String> horizons = new LinkedHashMap<>();
    for (OutcomeDefinition outcome : study.outcomes()) {
      horizons.put(outcome.name(), outcome.horizon());
    }
    // Read first, so that a slip in the file shows before the training and not after.
    TrueProbabilities truth = TrueProbabilitiesFile.of(study, corpus, folder);
    TrainingPlan plan =
        TrainingPlan.of(spec, horizons, study.sexTokens(), seed)
            .withDivisions(study.divisions(vocabulary))
            .withSpace(space);
    try (TrainingBars bars = new TrainingBars(console)) {
      return new ReleaseTraining(plan, bars)
          .run(corpus, vocabulary, folder.root().resolve("training"), folder.releases(), truth);
    }
  }
}
