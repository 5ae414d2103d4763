package dev.norn.model.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.model.graph.Batching;
import dev.norn.model.graph.Precision;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.graph.TrainingSettings.Saves;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingTest {

  private final ModelSpec spec = ModelSpec.tiny(TestingLives.VOCABULARY);
  private final List<PersonSequence> training = TestingLives.ofKinds(300, 1);
  private final List<PersonSequence> validation = TestingLives.ofKinds(60, 2);

  @TempDir private Path folder;

  @Test
  void learnsWhatTheRestOfALifeSaysOfAHiddenToken() throws IOException {
    TrainedModel model =
        new Pretraining(spec, settings(12), TrainingProgress.silent())
            .run(training::stream, validation::stream, folder);
    double unigramEntropy = Math.log(20);
    double first = model.log().epochs().get(0).validationLoss();
    double best = model.log().epochs().get(model.log().bestEpoch() - 1).validationLoss();
    assertThat(first).isGreaterThan(best);
    assertThat(best).isLessThan(0.6 * unigramEntropy);
  }

  @Test
  void sameSeedGivesTheSameLosses() throws IOException {
    List<Double> one = losses(2, folder.resolve("one"));
    List<Double> two = losses(2, folder.resolve("two"));
    assertThat(two).hasSameSizeAs(one);
    for (int i = 0; i < one.size(); i++) {
      assertThat(two.get(i)).isCloseTo(one.get(i), within(1e-4));
    }
  }

  /** Those of the code before private training came, of the same seed. */
  @Test
  void withoutPrivacyLossesAreWhatTheyWere() throws IOException {
    List<Double> losses = losses(1, folder);
    assertThat(losses).hasSize(13);
    assertThat(losses.get(0)).isCloseTo(3.40650, within(1e-4));
    assertThat(losses.get(1)).isCloseTo(3.19743, within(1e-4));
    assertThat(losses.get(2)).isCloseTo(3.24671, within(1e-4));
    assertThat(losses.get(3)).isCloseTo(3.13049, within(1e-4));
    assertThat(losses.get(12)).isCloseTo(2.93180, within(1e-3));
  }

  @Test
  void roundedProductsLearnAsExactOnesDo() throws IOException {
    List<Double> single = losses(settings(2), folder.resolve("single"));
    List<Double> rounded =
        losses(settings(2).withPrecision(Precision.BFLOAT16), folder.resolve("rounded"));
    assertThat(rounded).hasSameSizeAs(single).isNotEqualTo(single);
    for (int i = 0; i < single.size(); i++) {
      assertThat(rounded.get(i)).isCloseTo(single.get(i), within(0.02));
    }
  }

  @Test
  void killedTrainingGoesOnToTheSameModel() throws IOException {
    TrainedModel whole =
        new Pretraining(spec, settings(3), TrainingProgress.silent())
            .run(training::stream, validation::stream, folder.resolve("whole"));
    long steps = whole.log().epochs().get(0).steps();
    Path killed = folder.resolve("killed");
    TrainingProgress death =
        step -> {
          if (step.step() > steps + 1) {
            throw new IllegalStateException("killed in the second epoch");
          }
        };
    assertThatThrownBy(
            () ->
                new Pretraining(spec, settings(3), death)
                    .run(training::stream, validation::stream, killed))
        .hasMessage("killed in the second epoch");
    List<Long> after = new ArrayList<>();
    TrainedModel resumed =
        new Pretraining(spec, settings(3), step -> after.add(step.step()))
            .run(training::stream, validation::stream, killed);
    assertThat(after.get(0)).isEqualTo(steps + 1);
    assertThat(resumed.log().bestEpoch()).isEqualTo(whole.log().bestEpoch());
    for (String name : whole.weights().names()) {
      assertThat(resumed.weights().get(name).values())
          .as(name)
          .containsExactly(whole.weights().get(name).values(), within(1e-4f));
    }
  }

  @Test
  void runKilledInMidEpochGoesOnFromItsLastSaveToTheSameModel() throws IOException {
    TrainingSettings saving = settings(2).withSaves(new TrainingSettings.Saves(3, 0));
    List<Double> undisturbed = new ArrayList<>();
    TrainedModel whole =
        new Pretraining(spec, saving, step -> undisturbed.add(step.loss()))
            .run(training::stream, validation::stream, folder.resolve("whole"));
    Path killed = folder.resolve("killed");
    TrainingProgress death =
        step -> {
          if (step.step() == 8) {
            throw new IllegalStateException("killed in mid-epoch");
          }
        };
    assertThat(whole.log().epochs().get(0).steps()).isGreaterThan(9);
    assertThatThrownBy(
            () ->
                new Pretraining(spec, saving, death)
                    .run(training::stream, validation::stream, killed))
        .hasMessage("killed in mid-epoch");
    List<TrainingProgress.Step> after = new ArrayList<>();
    TrainedModel resumed =
        new Pretraining(spec, saving, after::add).run(training::stream, validation::stream, killed);
    assertThat(after.get(0).step()).isEqualTo(7);
    assertThat(after).hasSize(undisturbed.size() - 6);
    for (TrainingProgress.Step step : after) {
      assertThat(step.loss()).isCloseTo(undisturbed.get((int) step.step() - 1), within(1e-4));
    }
    assertThat(resumed.log().epochs().get(0).trainingLoss())
        .isCloseTo(whole.log().epochs().get(0).trainingLoss(), within(1e-4));
    assertThat(resumed.log().epochs().get(0).tokens())
        .isEqualTo(whole.log().epochs().get(0).tokens());
    for (String name : whole.weights().names()) {
      assertThat(resumed.weights().get(name).values())
          .as(name)
          .containsExactly(whole.weights().get(name).values(), within(1e-4f));
    }
  }

  @Test
  void runThatWasStoppedAfterSomeStepsGoesOnFromThem() throws IOException {
    List<Long> steps = new ArrayList<>();
    Pretraining pretraining = new Pretraining(spec, settings(1), step -> steps.add(step.step()));
    TrainedModel stopped = pretraining.run(training::stream, validation::stream, folder, 4);
    assertThat(stopped.stopped()).isTrue();
    assertThat(steps).containsExactly(1L, 2L, 3L, 4L);
    TrainedModel done = pretraining.run(training::stream, validation::stream, folder);
    assertThat(done.stopped()).isFalse();
    assertThat(steps).doesNotHaveDuplicates().hasSize((int) done.log().epochs().get(0).steps());
  }

  @Test
  void bufferFarSmallerThanTheCorpusTrainsTheSameTwice() throws IOException {
    TrainingSettings narrow =
        settings(2).withBatching(new Batching(128, 64, 1, 3)).withSaves(Saves.AFTER_EPOCHS);
    List<Double> one = new ArrayList<>();
    List<Double> two = new ArrayList<>();
    for (List<Double> losses : List.of(one, two)) {
      TrainedModel model =
          new Pretraining(spec, narrow, step -> losses.add(step.loss()))
              .run(
                  training::stream,
                  validation::stream,
                  folder.resolve(losses == one ? "one" : "two"));
      assertThat(model.log().epochs().get(0).tokens())
          .isEqualTo(training.stream().mapToLong(PersonSequence::length).sum());
    }
    assertThat(one).hasSizeGreaterThan(50);
    for (int i = 0; i < one.size(); i++) {
      assertThat(two.get(i)).isCloseTo(one.get(i), within(1e-4));
    }
  }

  @Test
  void checkpointsOfOtherSettingsAreRefused() throws IOException {
    losses(1, folder);
    assertThatThrownBy(() -> losses(2, folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another specification");
  }

  @Test
  void onlyTheNewestAndTheBestCheckpointAreKept() throws IOException {
    losses(3, folder);
    try (Stream<Path> kept = Files.list(folder)) {
      assertThat(kept.toList()).hasSizeBetween(1, 2);
    }
  }

  private List<Double> losses(int epochs, Path into) throws IOException {
    return losses(settings(epochs), into);
  }

  private List<Double> losses(TrainingSettings settings, Path into) throws IOException {
    List<Double> losses = new ArrayList<>();
    new Pretraining(spec, settings, step -> losses.add(step.loss()))
        .run(training::stream, validation::stream, into);
    return losses;
  }

  private static TrainingSettings settings(int epochs) {
    return TrainingSettings.of(epochs, 1e-2, 11).withBatchPositions(512);
  }
}
