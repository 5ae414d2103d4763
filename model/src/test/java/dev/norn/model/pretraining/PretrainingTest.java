package dev.norn.model.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
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
            .run(training, validation, folder);
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

  @Test
  void killedTrainingGoesOnToTheSameModel() throws IOException {
    TrainedModel whole =
        new Pretraining(spec, settings(3), TrainingProgress.silent())
            .run(training, validation, folder.resolve("whole"));
    long steps = whole.log().epochs().get(0).steps();
    Path killed = folder.resolve("killed");
    TrainingProgress death =
        step -> {
          if (step.step() > steps + 1) {
            throw new IllegalStateException("killed in the second epoch");
          }
        };
    assertThatThrownBy(
            () -> new Pretraining(spec, settings(3), death).run(training, validation, killed))
        .hasMessage("killed in the second epoch");
    List<Long> after = new ArrayList<>();
    TrainedModel resumed =
        new Pretraining(spec, settings(3), step -> after.add(step.step()))
            .run(training, validation, killed);
    assertThat(after.get(0)).isEqualTo(steps + 1);
    assertThat(resumed.log().bestEpoch()).isEqualTo(whole.log().bestEpoch());
    for (String name : whole.weights().names()) {
      assertThat(resumed.weights().get(name).values())
          .as(name)
          .containsExactly(whole.weights().get(name).values(), within(1e-4f));
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
    List<Double> losses = new ArrayList<>();
    new Pretraining(spec, settings(epochs), step -> losses.add(step.loss()))
        .run(training, validation, into);
    return losses;
  }

  private static TrainingSettings settings(int epochs) {
    return TrainingSettings.of(epochs, 1e-2, 11).withBatchPositions(512);
  }
}
