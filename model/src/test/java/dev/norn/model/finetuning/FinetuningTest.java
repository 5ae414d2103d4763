package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.graph.Weights;
import dev.norn.model.serving.Encoding;
import dev.norn.model.serving.LogitCalibration;
import dev.norn.model.serving.ReleasedModel;
import dev.norn.model.serving.SavedModelExport;
import dev.norn.outcome.OutcomeLabel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinetuningTest {

  private static final List<HeadSpec> HEADS =
      List.of(HeadSpec.binary("planted"), HeadSpec.binary("unknown"));
  private static final Weights NONE = new Weights(List.of());

  private final ModelSpec spec = ModelSpec.tiny(TestingLives.VOCABULARY);

  @TempDir private Path folder;

  /** The first outcome follows from one token; the second is never known. */
  @Test
  void learnsAPlantedOutcomeAtItsNaturalShare() throws IOException {
    TrainedModel model =
        new Finetuning(
                spec,
                HEADS,
                TrainingSettings.of(12, 1e-2, 3).withBatchPositions(512),
                TrainingProgress.silent())
            .run(NONE, examples(600, 1)::stream, examples(150, 2)::stream, folder.resolve("run"));
    SavedModelExport.write(
        spec,
        HEADS,
        model.weights(),
        List.of(LogitCalibration.NONE, LogitCalibration.NONE),
        folder.resolve("release/saved_model"));
    List<LabelledSequence> test = examples(300, 4);
    try (ReleasedModel released = ReleasedModel.load(folder.resolve("release"))) {
      List<Encoding> encodings =
          released.encode(test.stream().map(LabelledSequence::sequence).toList());
      double[] scores = encodings.stream().mapToDouble(each -> each.probabilities()[0]).toArray();
      boolean[] positive = new boolean[test.size()];
      IntStream.range(0, positive.length).forEach(i -> positive[i] = happened(test.get(i)));
      assertThat(auc(scores, positive)).isGreaterThan(0.9);
      double share = test.stream().filter(FinetuningTest::happened).count() / 300.0;
      assertThat(IntStream.range(0, 300).mapToDouble(i -> scores[i]).average().orElseThrow())
          .isCloseTo(share, within(0.08));
    }
  }

  @Test
  void examplesMustAgreeOnTheirNumberOfLabels() {
    List<LabelledSequence> mixed =
        List.of(
            LabelledSequence.ofLabels(
                TestingLives.ofChance(1, 1).get(0), List.of(OutcomeLabel.NEGATIVE)),
            examples(1, 2).get(0));
    Finetuning finetuning =
        new Finetuning(spec, HEADS, TrainingSettings.of(1, 1e-2, 3), TrainingProgress.silent());
    assertThatThrownBy(() -> finetuning.run(NONE, mixed::stream, mixed::stream, folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one per head");
  }

  @Test
  void checkpointsOfARunFromOtherWeightsAreRefused() throws IOException {
    Finetuning finetuning =
        new Finetuning(
            spec,
            HEADS,
            TrainingSettings.of(1, 1e-2, 3).withBatchPositions(512),
            TrainingProgress.silent());
    Path run = folder.resolve("run");
    List<LabelledSequence> few = examples(20, 1);
    Weights first = finetuning.run(NONE, few::stream, few::stream, run).weights();
    assertThatThrownBy(() -> finetuning.run(first, few::stream, few::stream, run))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another specification, setting, start or stage");
  }

  private static List<LabelledSequence> examples(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> TestingLives.life(seed + "-" + i, random, at -> random.nextInt(5, 25)))
        .map(
            life ->
                LabelledSequence.ofLabels(
                    life,
                    List.of(
                        IntStream.of(life.tokens()).anyMatch(token -> token == 7)
                            ? OutcomeLabel.POSITIVE
                            : OutcomeLabel.NEGATIVE,
                        OutcomeLabel.UNKNOWN)))
        .toList();
  }

  private static boolean happened(LabelledSequence example) {
    return example.outcomes().get(0).label() == OutcomeLabel.POSITIVE;
  }

  private static double auc(double[] scores, boolean[] positive) {
    double wins = 0;
    long pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (positive[i] && !positive[j]) {
          wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return wins / pairs;
  }
}
