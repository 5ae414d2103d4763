package dev.norn.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Mode;
import dev.norn.model.TestingLives;
import dev.norn.model.finetuning.Finetuning;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.finetuning.LabelledSequence;
import dev.norn.model.graph.TokenTable;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingLog;
import dev.norn.model.graph.TrainingLoop;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.Weights;
import dev.norn.model.pretraining.Pretraining;
import dev.norn.model.serving.LogitCalibration;
import dev.norn.model.serving.ReleasedModel;
import dev.norn.model.serving.SavedModelExport;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeKind;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The published settings, end to end: everything padded to the longest, RAdam, tokens frozen. */
class PaperModeTest {

  private static final ModelSpec SPEC = ModelSpec.tiny(TestingLives.VOCABULARY).inMode(Mode.PAPER);

  private final List<PersonSequence> training = TestingLives.ofKinds(640, 1);
  private final List<PersonSequence> validation = TestingLives.ofKinds(128, 2);
  private final PresetSettings settings = new PresetSettings(SPEC, 1_000_000, 3);

  @TempDir private Path folder;

  @Test
  void publishedSettingsLearnAndLeaveTheTokenTableAlone() throws IOException {
    TrainedModel pretrained =
        new Pretraining(SPEC, settings.pretraining().withEpochs(4), TrainingProgress.silent())
            .run(training::stream, validation::stream, folder.resolve("pre-training"));
    assertThat(pretrained.log().epochs())
        .as("every third epoch is validated, and the last")
        .extracting(TrainingLog.Epoch::validated)
        .containsExactly(false, false, true, true);
    assertThat(loss(pretrained.log(), 3)).isLessThan(loss(pretrained.log(), 2));

    TrainedModel finetuned =
        new Finetuning(
                SPEC,
                List.of(HeadSpec.binary("first-kinds")),
                settings.finetuning().withEpochs(6),
                TrainingProgress.silent())
            .run(
                pretrained.weights(),
                labelled(training)::stream,
                labelled(validation)::stream,
                folder.resolve("fine-tuning"));
    TrainingLog log = finetuned.log();
    assertThat(log.epochs().get(log.bestEpoch() - 1).criterion())
        .as("the highest area under lift of all epochs is kept, with its sign turned")
        .isBetween(-0.75, -0.5)
        .isEqualTo(
            log.epochs().stream().mapToDouble(TrainingLog.Epoch::criterion).min().getAsDouble());
    // Half of the people have the outcome: who knows nothing stays at log 2.
    assertThat(loss(finetuned.log(), 5)).isLessThan(0.9 * Math.log(2));
    for (int token = 0; token < TestingLives.VOCABULARY; token++) {
      boolean trained = token == SpecialToken.CLS.id() || token == SpecialToken.UNK.id();
      assertThat(Arrays.equals(row(finetuned.weights(), token), row(pretrained.weights(), token)))
          .as("token %d stays", token)
          .isEqualTo(!trained);
    }
  }

  @Test
  void anEpochReadsAsManyLivesAsIsAskedForAndAnotherLotEachTime() throws IOException {
    TrainedModel pretrained =
        new Pretraining(
                SPEC,
                settings.pretraining().withEpochs(3).withEpochExamples(100),
                TrainingProgress.silent())
            .run(training::stream, validation::stream, folder.resolve("short"));
    List<TrainingLog.Epoch> epochs = pretrained.log().epochs();
    // Two batches of 64; lives differ in length, so that other lives are other tokens.
    assertThat(epochs).allMatch(epoch -> epoch.steps() == 2);
    assertThat(epochs.stream().map(TrainingLog.Epoch::tokens).distinct().count()).isGreaterThan(1);
  }

  @Test
  void personalityIsDrawnByDifficultyEndsByKappaAndGoesOnAfterAStop() throws IOException {
    List<HeadSpec> items =
        List.of(
            HeadSpec.ordinal("kind", List.of("1", "2", "3", "4", "5")),
            HeadSpec.ordinal("half", List.of("low", "high")));
    Finetuning finetuning =
        new Finetuning(
            SPEC,
            items,
            settings.finetuning(Set.of(OutcomeKind.ORDINAL)).withEpochs(3).withEpochExamples(0),
            TrainingProgress.silent());
    TrainedModel whole = finetuned(finetuning, "whole", TrainingLoop.ALL_STEPS);
    List<TrainingLog.Epoch> epochs = whole.log().epochs();
    // 640 people are 1,280 draws in batches of 64.
    assertThat(epochs).hasSize(3).allMatch(epoch -> epoch.steps() == 20);
    assertThat(epochs).allMatch(epoch -> Math.abs(epoch.criterion()) <= 1);
    // Tokens differ where other people are drawn.
    assertThat(epochs.stream().map(TrainingLog.Epoch::tokens).distinct().count()).isGreaterThan(1);

    assertThat(finetuned(finetuning, "stopped", 27).stopped()).isTrue();
    TrainedModel resumed = finetuned(finetuning, "stopped", TrainingLoop.ALL_STEPS);
    assertThat(resumed.log().epochs())
        .extracting(TrainingLog.Epoch::tokens)
        .isEqualTo(epochs.stream().map(TrainingLog.Epoch::tokens).toList());
    for (int epoch = 0; epoch < 3; epoch++) {
      assertThat(loss(resumed.log(), epoch)).isCloseTo(loss(whole.log(), epoch), within(1e-4));
    }

    Path release = folder.resolve("release");
    LogitCalibration none = LogitCalibration.NONE;
    SavedModelExport.write(
        SPEC, items, whole.weights(), List.of(none, none), release.resolve("saved_model"));
    try (ReleasedModel released = ReleasedModel.load(release)) {
      assertThat(released.encode(validation.subList(0, 4)))
          .as("without a pooled summary [CLS] is the person's embedding")
          .allMatch(encoding -> encoding.embedding().length == SPEC.width());
    }
  }

  private TrainedModel finetuned(Finetuning finetuning, String run, long steps) throws IOException {
    return finetuning.run(
        new Weights(List.of()),
        answered(training)::stream,
        answered(validation)::stream,
        folder.resolve(run),
        steps);
  }

  private static double loss(TrainingLog log, int epoch) {
    return log.epochs().get(epoch).validationLoss();
  }

  private static float[] row(Weights weights, int token) {
    float[] table = weights.get(TokenTable.NAME).values();
    return Arrays.copyOfRange(table, token * SPEC.width(), (token + 1) * SPEC.width());
  }

  /** Half of the ten kinds have the outcome. */
  private static List<LabelledSequence> labelled(List<PersonSequence> lives) {
    return lives.stream()
        .map(
            life ->
                LabelledSequence.ofLabels(
                    life, List.of(kind(life) < 5 ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE)))
        .toList();
  }

  /** Two kinds a class of the first item, five of the second. */
  private static List<LabelledSequence> answered(List<PersonSequence> lives) {
    return lives.stream()
        .map(
            life ->
                new LabelledSequence(life, List.of(answer(kind(life) / 2), answer(kind(life) / 5))))
        .toList();
  }

  private static ObservedOutcome answer(int place) {
    return new ObservedOutcome(OutcomeLabel.UNKNOWN, null, place);
  }

  private static int kind(PersonSequence life) {
    return IntStream.of(life.tokens())
        .filter(token -> token >= TestingLives.FIRST)
        .map(token -> (token - TestingLives.FIRST) / 2)
        .findFirst()
        .orElseThrow();
  }
}
