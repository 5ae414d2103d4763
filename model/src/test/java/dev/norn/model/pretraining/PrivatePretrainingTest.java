package dev.norn.model.pretraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.model.graph.PrivateSteps;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingLog;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.graph.TrainingSettings.Saves;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivatePretrainingTest {

  private static final int PEOPLE = 120;
  private static final int EPOCHS = 2;

  private final ModelSpec spec = ModelSpec.tiny(TestingLives.VOCABULARY);
  private final List<PersonSequence> training = TestingLives.ofKinds(PEOPLE, 1);
  private final List<PersonSequence> validation = TestingLives.ofKinds(40, 2);

  @TempDir private Path folder;

  @Test
  void runKilledInMidEpochDrawsTheSamePeopleAndTheSameNoiseWhenItGoesOn() throws IOException {
    TrainedModel whole = run(settings(PEOPLE), TrainingProgress.silent(), folder.resolve("one"));
    // A run in another folder has another key, so that the seeds do not give the noise away.
    TrainedModel other = run(settings(PEOPLE), TrainingProgress.silent(), folder.resolve("two"));
    String table = "embedding.tokens";
    assertThat(other.weights().get(table).values())
        .isNotEqualTo(whole.weights().get(table).values());

    Files.createDirectories(folder.resolve("three"));
    Files.copy(folder.resolve("one/secret-draws.key"), folder.resolve("three/secret-draws.key"));
    TrainingProgress death =
        step -> {
          if (step.step() == 7) {
            throw new IllegalStateException("killed in mid-epoch");
          }
        };
    assertThatThrownBy(() -> run(settings(PEOPLE), death, folder.resolve("three")))
        .hasMessage("killed in mid-epoch");
    List<Long> after = new ArrayList<>();
    TrainedModel resumed =
        run(settings(PEOPLE), step -> after.add(step.step()), folder.resolve("three"));
    assertThat(after.get(0)).isEqualTo(7);
    assertThat(resumed.log().steps()).isEqualTo(whole.log().steps()).isEqualTo(EPOCHS * 10);
    for (String name : whole.weights().names()) {
      assertThat(resumed.weights().get(name).values())
          .as(name)
          .containsExactly(whole.weights().get(name).values(), within(1e-3f));
    }
  }

  @Test
  void logSaysNothingOfTrainingPeopleThatNoNoiseHides() throws IOException {
    TrainingLog log = run(settings(PEOPLE), TrainingProgress.silent(), folder).log();
    assertThat(log.epochs()).hasSize(EPOCHS);
    for (TrainingLog.Epoch epoch : log.epochs()) {
      assertThat(epoch.trainingLoss()).isNaN();
      assertThat(epoch.tokens()).isZero();
      assertThat(epoch.paddingRatio()).isEqualTo(1);
      assertThat(epoch.validationLoss()).isFinite();
    }
  }

  @Test
  void otherPeopleThanAccountedForAreRefused() {
    assertThatThrownBy(() -> run(settings(PEOPLE + 1), TrainingProgress.silent(), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("120 people; expected 121");
  }

  private TrainedModel run(TrainingSettings settings, TrainingProgress progress, Path checkpoints)
      throws IOException {
    return new Pretraining(spec, settings, progress)
        .run(training::stream, validation::stream, checkpoints);
  }

  private static TrainingSettings settings(long people) {
    return TrainingSettings.of(EPOCHS, 1e-3, 5)
        .withSaves(new Saves(3, 0))
        .withPrivacy(new PrivateSteps(1, 0.5, 0.1, people));
  }
}
