package dev.norn.cli;

import dev.norn.cohort.Split;
import dev.norn.model.ModelSpec;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.graph.Batching;
import dev.norn.model.graph.Precision;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.space.SpaceRobustness;
import dev.norn.model.space.SpaceSettings;
import dev.norn.model.training.PresetSettings;
import dev.norn.model.training.SpaceCheck;
import dev.norn.model.training.TrainingPlan;
import dev.norn.outcome.OutcomeDefinition;
import dev.norn.outcome.OutcomeForm;
import dev.norn.outcome.OutcomeKind;
import dev.norn.vocab.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What of the training plan a user may choose; what is not chosen is the preset's. */
final class TrainingOptions {

  private static final int BRIEF_PRETRAINING = 3;
  private static final int BRIEF_FINETUNING = 5;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description =
          "size of the model: tiny (seconds, for trying out), small, or paper (life2vec's 8.3"
              + " million weights) (default: what study.yaml names as model, else small)")
  private String preset;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "norn",
      description =
          "which account of life2vec is followed: ${COMPLETION-CANDIDATES}"
              + " (default: ${DEFAULT-VALUE})")
  private ModelSpec.Mode mode = ModelSpec.Mode.NORN;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "of all that training draws (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  @Option(
      names = "--pretraining-epochs",
      paramLabel = "N",
      description = "at most; it ends before where validation no longer gets better")
  private Integer pretrainingEpochs;

  @Option(
      names = "--no-pretraining",
      description = "fine-tune from nothing, to see what pre-training is worth")
  private boolean noPretraining;

  @Option(
      names = "--finetuning-epochs",
      paramLabel = "N",
      description = "at most; it ends before where validation no longer gets better")
  private Integer finetuningEpochs;

  @Option(
      names = "--label-share",
      paramLabel = "SHARE",
      defaultValue = "1",
      description =
          "share of the labelled training people that fine-tuning sees, such as 0.01; stopping and"
              + " calibration still see the whole validation split (default: ${DEFAULT-VALUE})")
  private double labelShare = 1;

  @Option(
      names = "--space",
      paramLabel = "CHECK",
      description =
          "whether models of three thirds of the people must agree on which tokens are alike, which"
              + " takes as long as pre-training once more: required (no release where they do not),"
              + " reported or skipped (default: required, but skipped without pre-training, in private training, or where too"
              + " few people hold the tokens)")
  private SpaceCheck space;

  @Option(
      names = "--batch-positions",
      paramLabel = "N",
      description =
          "positions of a batch, padding included: how much one step of the optimiser learns from")
  private Integer batchPositions;

  @Option(
      names = "--memory-positions",
      paramLabel = "N",
      description =
          "positions computed at once; a batch of more is computed in parts and learned from as"
              + " one. Less takes less memory, one sequence at least (default: as many as keep"
              + " training within about 3 GiB)")
  private Integer memoryPositions;

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "float32",
      description =
          "of the encoder's products: ${COMPLETION-CANDIDATES}; bfloat16 pays where the processor"
              + " multiplies it and XLA is on (default: ${DEFAULT-VALUE})")
  private Precision precision = Precision.FLOAT32;

  @Option(
      names = "--save-minutes",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "write a model checkpoint every so many minutes, besides after every epoch; 0 for after"
              + " epochs only (default: ${DEFAULT-VALUE})")
  private long saveMinutes = 10;

  @Option(
      names = "--max-steps",
      paramLabel = "N",
      description =
          "stop after so many steps of the first stage, keep a checkpoint that a later run goes on"
              + " from, and print what a whole run would cost; writes no release")
  private Long maxSteps;

  @Mixin private PrivacyOptions privacy = new PrivacyOptions();

  /** Those of a demonstration: the space of tokens is shown, whatever it is like. */
  static TrainingOptions defaults(long seed) {
    TrainingOptions options = new TrainingOptions();
    options.seed = seed;
    options.space = SpaceCheck.REPORTED;
    return options;
  }

  /**
   * A few passes, so that a newcomer sees the end within minutes; real data deserve the defaults.
   */
  static TrainingOptions brief(long seed) {
    TrainingOptions options = defaults(seed);
    options.pretrainingEpochs = BRIEF_PRETRAINING;
    options.finetuningEpochs = BRIEF_FINETUNING;
    return options;
  }

  /** Empty to train to the end. */
  Optional<Long> maxSteps() {
    atLeast("--max-steps", maxSteps, 1);
    return Optional.ofNullable(maxSteps);
  }

  /** The model takes sequences as long as the corpus may hold, whatever its preset. */
  TrainingPlan plan(Study study, Vocabulary vocabulary, Corpus corpus) {
    ModelSpec spec =
        spec(study, vocabulary.size()).withMaxLength(corpus.manifest().description().maxLength());
    Map<String, String> horizons = new LinkedHashMap<>();
    for (OutcomeDefinition outcome : study.outcomes()) {
      horizons.put(outcome.name(), outcome.horizon());
    }
    long positions = positions(corpus);
    // As many steps on few labels as a small corpus would get, not as few epochs as a large one.
    TrainingSettings finetuning =
        new PresetSettings(spec, Math.round(labelShare * positions), seed)
            .finetuning(kinds(corpus));
    TrainingPlan plan =
        TrainingPlan.of(spec, positions, horizons, study.sexTokens(), seed)
            .withDivisions(study.divisions(vocabulary));
    TrainingPlan chosen =
        plan.withPretraining(
                noPretraining
                    ? Optional.empty()
                    : plan.pretraining().map(each -> chosen(each, pretrainingEpochs)))
            .withFinetuning(chosen(finetuning, finetuningEpochs))
            .withSpace(space(vocabulary))
            .withLabelShare(labelShare);
    return privacy.target().map(target -> chosen.withPrivacy(target, corpus)).orElse(chosen);
  }

  private SpaceCheck space(Vocabulary vocabulary) {
    if (space != null) {
      return space;
    }
    boolean possible =
        !noPretraining
            && !privacy.isPrivate()
            && new SpaceRobustness(vocabulary, SpaceSettings.withSeed(seed)).hasEnoughTokens();
    return possible ? SpaceCheck.REQUIRED : SpaceCheck.SKIPPED;
  }

  private static Set<OutcomeKind> kinds(Corpus corpus) {
    return corpus.manifest().description().forms().values().stream()
        .map(OutcomeForm::kind)
        .collect(Collectors.toSet());
  }

  private static long positions(Corpus corpus) {
    try (Stream<CorpusExample> training = corpus.examples(Split.TRAIN)) {
      return training.mapToLong(example -> example.sequence().length()).sum();
    }
  }

  private ModelSpec spec(Study study, int vocabularySize) {
    String name = preset == null ? study.model() : preset;
    try {
      return ModelSpec.preset(name, mode, vocabularySize);
    } catch (IllegalArgumentException e) {
      throw wrong("--preset", e.getMessage());
    }
  }

  private TrainingSettings chosen(TrainingSettings preset, Integer epochs) {
    Batching own = preset.batching();
    int batch = batchPositions == null ? own.positions() : batchPositions;
    int memory = memoryPositions == null ? own.memoryPositions() : memoryPositions;
    return preset
        .withEpochs(epochs == null ? preset.epochs() : epochs)
        .withBatching(
            new Batching(
                batch, own.sequences(), memory, own.bufferPositions(), own.paddedLengths()))
        .withPrecision(precision)
        .withSaves(new TrainingSettings.Saves(0, 60 * saveMinutes));
  }

  /**
   * @throws ParameterException when an option has a value that means nothing
   */
  void check() {
    atLeast("--pretraining-epochs", pretrainingEpochs, 1);
    atLeast("--finetuning-epochs", finetuningEpochs, 1);
    atLeast("--batch-positions", batchPositions, 1);
    atLeast("--memory-positions", memoryPositions, 1);
    atLeast("--save-minutes", saveMinutes, 0);
    privacy.check();
    if (privacy.isPrivate()) {
      checkPrivate();
    }
    if (!(labelShare > 0 && labelShare <= 1)) {
      throw wrong(
          "--label-share", "found " + labelShare + ", expected a number above 0 and at most 1");
    }
    if (noPretraining && pretrainingEpochs != null) {
      throw wrong("--no-pretraining", "leaves no epochs to give with --pretraining-epochs");
    }
  }

  private void checkPrivate() {
    if (mode != ModelSpec.Mode.NORN) {
      throw wrong("--mode", "draws and weighs people by one another; private training needs norn");
    }
    if (space != null && space != SpaceCheck.SKIPPED) {
      throw wrong(
          "--space", "would train on the same people without noise; skip it in private training");
    }
    if (batchPositions != null || memoryPositions != null) {
      throw wrong(
          batchPositions != null ? "--batch-positions" : "--memory-positions",
          "means nothing in private training, which takes one person at a time; give"
              + " --people-per-step");
    }
  }

  private void atLeast(String option, Number value, long least) {
    if (value != null && value.longValue() < least) {
      throw wrong(option, "found %s, expected %d or more".formatted(value, least));
    }
  }

  private ParameterException wrong(String option, String what) {
    return new ParameterException(command.commandLine(), "[" + option + "] " + what);
  }
}
