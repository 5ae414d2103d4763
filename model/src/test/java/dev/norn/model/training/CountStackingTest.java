package dev.norn.model.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.TestingLives;
import dev.norn.model.baseline.CountRegression;
import dev.norn.model.evaluation.StackedLogits;
import dev.norn.model.explain.Attributions;
import dev.norn.model.explain.Explanation;
import dev.norn.model.explain.IntegratedGradients;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.graph.Weights;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.serving.Encoding;
import dev.norn.model.serving.SavedModelExport;
import dev.norn.model.serving.TestingRelease;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A served model with a regression on counts in it, beside the two that it was made of. */
class CountStackingTest {

  private static final HeadSpec HEAD = TestingRelease.HEADS.get(1);
  private static final int OUTCOME = 1;

  @TempDir private Path folder;

  private final List<PersonSequence> lives = TestingLives.ofChance(40, 3);
  private final CountRegression regression =
      CountRegression.fit(
          TestingLives.VOCABULARY,
          () -> TestingLives.ofChance(300, 1).stream().map(CountStackingTest::labelled),
          () -> TestingLives.ofChance(100, 2).stream().map(CountStackingTest::labelled));

  /** Who has the first token more than once, or is old. */
  private static CountRegression.Labelled labelled(PersonSequence life) {
    long times = Arrays.stream(life.tokens()).filter(t -> t == TestingLives.FIRST).count();
    return new CountRegression.Labelled(life, times > 1 || life.ages()[0] > 60);
  }

  private List<Encoding> encodings(ModelSpec spec, Weights weights, String name)
      throws IOException {
    Path model = folder.resolve(name);
    SavedModelExport.write(
        spec,
        TestingRelease.HEADS,
        weights,
        TestingRelease.CALIBRATIONS,
        model.resolve("saved_model"));
    try (BatchEncoder encoder = new BatchEncoder(model)) {
      return encoder.encode(lives);
    }
  }

  @Test
  void servedLogitIsTheSumOfBothAndOtherOutcomesStayAsTheyWere() throws IOException {
    ModelSpec spec = ModelSpec.tiny(TestingLives.VOCABULARY);
    StackedLogits stacking = new StackedLogits(0.6, 0.4, -0.2);
    try (TestingRelease release = new TestingRelease(spec)) {
      List<Encoding> encoder = encodings(spec, release.weights(), "encoder");
      Weights both =
          new CountStacking(TestingLives.VOCABULARY, Map.of(HEAD.outcome(), regression))
              .stacked(release.weights(), HEAD, stacking);
      List<Encoding> stacked = encodings(spec, both, "stacked");
      for (int i = 0; i < lives.size(); i++) {
        double expected =
            stacking.of(encoder.get(i).logits()[OUTCOME], regression.logit(lives.get(i)));
        assertThat((double) stacked.get(i).logits()[OUTCOME]).isCloseTo(expected, within(1e-4));
        assertThat(stacked.get(i).logits()[0]).isEqualTo(encoder.get(i).logits()[0], within(1e-5f));
        assertThat(stacked.get(i).embedding()).isEqualTo(encoder.get(i).embedding());
      }
    }
  }

  @Test
  void attributionsOfCountsSumToWhatTheyAdd() throws IOException {
    ModelSpec spec = ModelSpec.tiny(TestingLives.VOCABULARY);
    StackedLogits countsAlone = new StackedLogits(0, 1, 0);
    try (TestingRelease release = new TestingRelease(spec)) {
      Weights weights =
          new CountStacking(TestingLives.VOCABULARY, Map.of(HEAD.outcome(), regression))
              .stacked(release.weights(), HEAD, countsAlone);
      encodings(spec, weights, "counts");
    }
    List<double[]> sums = new ArrayList<>();
    try (Attributions attributions = Attributions.load(folder.resolve("counts"))) {
      for (float[] byPosition : attributions.explain(lives, OUTCOME)) {
        double sum = 0;
        for (float each : byPosition) {
          sum += each;
        }
        sums.add(new double[] {sum});
      }
    }
    for (int i = 0; i < lives.size(); i++) {
      double added = regression.logit(lives.get(i)) - regression.intercept();
      assertThat(sums.get(i)[0]).isCloseTo(added, within(1e-4 * Math.max(1, Math.abs(added))));
    }
  }

  @Test
  void integratedGradientsOfBothPartsSumToTheChangeOfTheStackedLogit() throws IOException {
    ModelSpec spec = ModelSpec.tiny(TestingLives.VOCABULARY);
    StackedLogits stacking = new StackedLogits(0.6, 0.4, -0.2);
    List<Explanation> alone;
    List<Explanation> stacked;
    try (TestingRelease release = new TestingRelease(spec)) {
      encodings(spec, release.weights(), "encoder");
      Weights both =
          new CountStacking(TestingLives.VOCABULARY, Map.of(HEAD.outcome(), regression))
              .stacked(release.weights(), HEAD, stacking);
      encodings(spec, both, "both");
    }
    try (IntegratedGradients gradients = IntegratedGradients.load(folder.resolve("encoder"), 64)) {
      alone = gradients.explain(lives, OUTCOME);
    }
    try (IntegratedGradients gradients = IntegratedGradients.load(folder.resolve("both"), 64)) {
      stacked = gradients.explain(lives, OUTCOME);
    }
    for (int i = 0; i < lives.size(); i++) {
      Explanation each = stacked.get(i);
      double change = Math.abs(each.logit() - each.baseline());
      assertThat(each.completenessGap()).isCloseTo(0, within(0.005 * (change + 0.1)));
      // The baseline counts nothing: of the regression only its intercept is left.
      assertThat(each.baseline())
          .isCloseTo(stacking.of(alone.get(i).baseline(), regression.intercept()), within(1e-4));
    }
  }
}
