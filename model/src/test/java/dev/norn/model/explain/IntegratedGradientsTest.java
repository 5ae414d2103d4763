package dev.norn.model.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.serving.Encoding;
import dev.norn.model.serving.TestingRelease;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.SavedModel;

class IntegratedGradientsTest {

  /** Of the change that is explained; float arithmetic and a finite rule leave some. */
  private static final double TOLERANCE = 0.005;

  @TempDir private static Path release;

  private final List<PersonSequence> lives = TestingLives.ofChance(40, 3);

  @BeforeAll
  static void export() throws IOException {
    try (TestingRelease trained = new TestingRelease()) {
      trained.write(release);
    }
  }

  @Test
  void attributionsSumToTheChangeOfTheLogitForEveryKindOfOutcome() throws IOException {
    try (IntegratedGradients gradients = IntegratedGradients.load(release, 64)) {
      for (int outcome = 0; outcome < TestingRelease.HEADS.size(); outcome++) {
        for (Explanation each : gradients.explain(lives, outcome)) {
          double change = Math.abs(each.logit() - each.baseline());
          assertThat(each.completenessGap()).isCloseTo(0, within(TOLERANCE * (change + 0.1)));
        }
      }
    }
  }

  @Test
  void inputTimesGradientDoesNotSumToIt() throws IOException {
    try (IntegratedGradients gradients = IntegratedGradients.load(release, 8)) {
      assertThat(gradients.explain(lives, 0))
          .anySatisfy(
              each -> {
                double sum = 0;
                for (float one : each.inputGradient()) {
                  sum += one;
                }
                double change = each.logit() - each.baseline();
                assertThat(Math.abs(sum - change)).isGreaterThan(0.1 * Math.abs(change));
              });
    }
  }

  @Test
  void endOfTheWayIsWhatIsServedAndWhatExplainSays() throws IOException {
    try (IntegratedGradients gradients = IntegratedGradients.load(release, 2);
        Attributions attributions = Attributions.load(release);
        BatchEncoder encoder = new BatchEncoder(release)) {
      List<Explanation> explained = gradients.explain(lives, 1);
      List<float[]> before = attributions.explain(lives, 1);
      List<Encoding> served = encoder.encode(lives);
      for (int i = 0; i < lives.size(); i++) {
        assertThat(explained.get(i).logit()).isCloseTo(served.get(i).logits()[1], within(1e-4));
        assertThat(explained.get(i).inputGradient()).containsExactly(before.get(i), within(1e-4f));
      }
    }
  }

  @Test
  void livesOfOneLengthHaveOneBaselineWhateverTheyHold() throws IOException {
    Map<Integer, Double> byLength = new HashMap<>();
    int compared = 0;
    try (IntegratedGradients gradients = IntegratedGradients.load(release, 2)) {
      List<Explanation> explained = gradients.explain(lives, 0);
      for (int i = 0; i < lives.size(); i++) {
        Double before = byLength.put(lives.get(i).length(), explained.get(i).baseline());
        if (before != null) {
          assertThat(explained.get(i).baseline()).isCloseTo(before, within(1e-4));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(20);
  }

  @Test
  void attentionOfTheSummaryIsOneInSumOverTheLife() throws IOException {
    try (IntegratedGradients gradients = IntegratedGradients.load(release, 2)) {
      List<Explanation> explained = gradients.explain(lives, 0);
      for (int i = 0; i < lives.size(); i++) {
        float sum = 0;
        for (float share : explained.get(i).attention()) {
          assertThat(share).isBetween(0f, 1f);
          sum += share;
        }
        assertThat(explained.get(i).attention()).hasSize(lives.get(i).length());
        assertThat(sum).isCloseTo(1, within(1e-4f));
      }
    }
  }

  /** Sequences of 11 to 29 positions around the 16 up to which attention is exact. */
  @Test
  void completeWhereAttentionIsApproximateToo(@TempDir Path mixed) throws IOException {
    ModelSpec spec = new ModelSpec(Set.of(), 2, 24, 4, 2, 4, 48, 64, 8, 0.1, 25);
    assertThat(lives.stream().map(life -> spec.attention(life.length())).distinct()).hasSize(2);
    try (TestingRelease both = new TestingRelease(spec)) {
      both.write(mixed);
    }
    try (IntegratedGradients gradients = IntegratedGradients.load(mixed, 64)) {
      for (Explanation each : gradients.explain(lives, 0)) {
        double change = Math.abs(each.logit() - each.baseline());
        assertThat(each.completenessGap()).isCloseTo(0, within(TOLERANCE * (change + 0.1)));
      }
    }
  }

  @Test
  void releaseOfAnEarlierVersionIsStillExplainedByInputTimesGradientAndSaysWhatItCannot(
      @TempDir Path old) throws IOException {
    try (TestingRelease trained = new TestingRelease()) {
      trained.write(old);
    }
    Path file = old.resolve("saved_model/saved_model.pb");
    SavedModel.Builder model = SavedModel.parseFrom(Files.readAllBytes(file)).toBuilder();
    model.getMetaGraphsBuilder(0).removeSignatureDef("explain_path");
    Files.write(file, model.build().toByteArray());
    try (Attributions attributions = Attributions.load(old)) {
      assertThat(attributions.explain(lives, 0)).hasSameSizeAs(lives);
    }
    assertThatThrownBy(() -> IntegratedGradients.load(old, 16))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("signature explain_path] absent")
        .hasMessageContaining("export the model again");
  }

  @Test
  void stepsAndOutcomesOutOfRangeAreRefused() throws IOException {
    assertThatThrownBy(() -> IntegratedGradients.load(release, 1))
        .hasMessageContaining("expected 2 to 200");
    try (IntegratedGradients gradients = IntegratedGradients.load(release, 2)) {
      assertThatThrownBy(() -> gradients.explain(lives, 4)).hasMessageContaining("expected 0 to 3");
    }
  }
}
