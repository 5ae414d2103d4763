package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTest {

  private static final Offset<Double> EXACT = within(1e-12);

  private static final Scores GOLDEN =
      new Scores(
          new double[] {.9, .8, .4, .4, .1}, new boolean[] {true, false, true, false, false});

  static Scores random(long seed, int people) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] p = new double[people];
    boolean[] y = new boolean[people];
    for (int i = 0; i < people; i++) {
      // Coarse, so that there are ties.
      p[i] = random.nextInt(1, 20) / 20.0;
      y[i] = i == 0 || (i > 1 && random.nextDouble() < p[i]);
    }
    return new Scores(p, y);
  }

  @Test
  void rankingMetricsOfTheWorkedExample() {
    assertThat(Metric.AUROC.of(GOLDEN)).isCloseTo(.75, EXACT);
    assertThat(Metric.AUL.of(GOLDEN)).isCloseTo(.65, EXACT);
    // Thresholds .9, .8, .4: recall .5, .5, 1; precision 1, .5, .5.
    assertThat(Metric.AUPRC.of(GOLDEN)).isCloseTo(.75, EXACT);
  }

  @Test
  void probabilityErrorsOfTheWorkedExample() {
    assertThat(Metric.BRIER.of(GOLDEN)).isCloseTo((.01 + .64 + .36 + .16 + .01) / 5, EXACT);
    double logLoss =
        -(Math.log(.9) + Math.log(.2) + Math.log(.4) + Math.log(.6) + Math.log(.9)) / 5;
    assertThat(Metric.LOG_LOSS.of(GOLDEN)).isCloseTo(logLoss, EXACT);
    assertThat(Metric.CALIBRATION_IN_THE_LARGE.of(GOLDEN)).isCloseTo(.4 - .52, EXACT);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void rankingMetricsAreWhatCountingAllPairsGives(long seed) {
    Scores scores = random(seed, 60);
    double pairs = 0;
    double wins = 0;
    double lifts = 0;
    for (int i = 0; i < 60; i++) {
      for (int j = 0; j < 60; j++) {
        if (scores.isPositive(i)) {
          double win = win(scores.probability(i), scores.probability(j));
          lifts += win;
          wins += scores.isPositive(j) ? 0 : win;
          pairs += scores.isPositive(j) ? 0 : 1;
        }
      }
    }
    assertThat(Metric.AUROC.of(scores)).isCloseTo(wins / pairs, EXACT);
    assertThat(Metric.AUL.of(scores)).isCloseTo(lifts / (scores.positives() * 60.0), EXACT);
  }

  private static double win(double first, double second) {
    return first > second ? 1 : first == second ? .5 : 0;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void liftIsAnAffineFunctionOfTheRocArea(long seed) {
    Scores scores = random(seed, 200);
    double c = scores.baseRate();
    assertThat(Metric.AUL.of(scores)).isCloseTo((1 - c) * Metric.AUROC.of(scores) + c / 2, EXACT);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void countingSomebodyTwiceIsTheSameAsHavingTwoOfThem(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] p = new double[40];
    boolean[] y = new boolean[40];
    int[] counts = new int[40];
    List<Integer> copies = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      p[i] = random.nextInt(1, 10) / 10.0;
      y[i] = i % 3 == 0;
      counts[i] = random.nextInt(4);
      for (int k = 0; k < counts[i]; k++) {
        copies.add(i);
      }
    }
    boolean[] labels = new boolean[copies.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = y[copies.get(i)];
    }
    Scores copied = new Scores(copies.stream().mapToDouble(i -> p[i]).toArray(), labels);
    for (Metric metric : Metric.values()) {
      assertThat(metric.of(new Scores(p, y), counts))
          .as(metric.title())
          .isCloseTo(metric.of(copied), within(1e-9));
    }
  }

  @Test
  void calibratedProbabilitiesHaveInterceptZeroAndSlopeOne() {
    // Of 10 people at .2 two are positive, of 10 at .7 seven.
    double[] p = new double[20];
    boolean[] y = new boolean[20];
    for (int i = 0; i < 20; i++) {
      p[i] = i < 10 ? .2 : .7;
      y[i] = i < 2 || (i >= 10 && i < 17);
    }
    Scores scores = new Scores(p, y);
    assertThat(Metric.CALIBRATION_INTERCEPT.of(scores)).isCloseTo(0, within(1e-9));
    assertThat(Metric.CALIBRATION_SLOPE.of(scores)).isCloseTo(1, within(1e-9));
  }

  @Test
  void doubledLogitsHaveHalfTheSlope() {
    double[] p = new double[20];
    boolean[] y = new boolean[20];
    for (int i = 0; i < 20; i++) {
      p[i] = LogisticFit.sigmoid(2 * ProbabilityError.logit(i < 10 ? .2 : .7));
      y[i] = i < 2 || (i >= 10 && i < 17);
    }
    assertThat(Metric.CALIBRATION_SLOPE.of(new Scores(p, y))).isCloseTo(.5, within(1e-9));
  }

  @Test
  void slopeOfConstantOrSeparatingProbabilitiesIsUndefined() {
    boolean[] y = {true, false, true, false};
    assertThat(Metric.CALIBRATION_SLOPE.of(new Scores(new double[] {.3, .3, .3, .3}, y))).isNaN();
    assertThat(Metric.CALIBRATION_SLOPE.of(new Scores(new double[] {.8, .2, .9, .1}, y))).isNaN();
  }

  @Test
  void rankingWithoutBothClassesIsUndefined() {
    Scores scores = new Scores(new double[] {.3, .4}, new boolean[] {false, false});
    assertThat(Metric.AUROC.of(scores)).isNaN();
    assertThat(Metric.AUPRC.of(scores)).isNaN();
  }

  @Test
  void logitsInPlaceOfProbabilitiesAreRefused() {
    assertThatThrownBy(() -> new Scores(new double[] {-2.5}, new boolean[] {true}))
        .hasMessageContaining("not logits");
    assertThatThrownBy(() -> new Scores(new double[] {Double.NaN}, new boolean[] {true}))
        .hasMessageContaining("not a number");
  }
}
