package dev.norn.model.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Mode;
import dev.norn.model.TestingLives;
import dev.norn.model.finetuning.Finetuning;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.finetuning.LabelledSequence;
import dev.norn.model.graph.TokenTable;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingLog;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.Weights;
import dev.norn.model.pretraining.Pretraining;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
    assertThat(pretrained.log().epochs()).hasSize(4);
    assertThat(loss(pretrained.log(), 3)).isLessThan(loss(pretrained.log(), 0));

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
            life -> {
              int kind =
                  IntStream.of(life.tokens())
                      .filter(token -> token >= TestingLives.FIRST)
                      .map(token -> (token - TestingLives.FIRST) / 2)
                      .findFirst()
                      .orElseThrow();
              return LabelledSequence.ofLabels(
                  life, List.of(kind < 5 ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE));
            })
        .toList();
  }
}
