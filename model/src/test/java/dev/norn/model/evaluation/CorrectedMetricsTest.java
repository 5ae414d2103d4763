package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CorrectedMetricsTest {

  private static final Offset<Double> GOLDEN = within(5e-8);
  private static final ConfusionCounts COUNTS = new ConfusionCounts(60, 90, 810, 40);

  @Test
  void goldenNumbersAtTheMortalityAlpha() {
    CorrectedMetrics metrics = CorrectedMetrics.of(COUNTS, .025);
    assertThat(metrics.recall()).isCloseTo(.6, GOLDEN);
    assertThat(metrics.falsePositiveRate()).isCloseTo(.0871795, GOLDEN);
    assertThat(metrics.positiveShare()).isCloseTo(.1225, GOLDEN);
    assertThat(metrics.f1()).isCloseTo(.5394495, GOLDEN);
    assertThat(metrics.balancedAccuracy()).isCloseTo(.7564103, GOLDEN);
    assertThat(metrics.matthews()).isCloseTo(.4708710, GOLDEN);
  }

  @Test
  void withoutHiddenPositivesTheyAreTheOrdinaryMetrics() {
    CorrectedMetrics metrics = CorrectedMetrics.of(COUNTS, 0);
    assertThat(metrics.f1()).isCloseTo(.48, GOLDEN);
    assertThat(metrics.balancedAccuracy()).isCloseTo(.75, GOLDEN);
    assertThat(metrics.matthews()).isCloseTo(.4200840, GOLDEN);
  }

  @Test
  void correctionRaisesTheCoefficient() {
    assertThat(CorrectedMetrics.of(COUNTS, .025).matthews())
        .isGreaterThan(CorrectedMetrics.of(COUNTS, 0).matthews());
  }

  @Test
  void alphaNotBelowBetaIsRefused() {
    assertThatThrownBy(() -> CorrectedMetrics.of(COUNTS, .5, .5)).hasMessageContaining("alpha");
  }

  @Test
  void operatingPointFlagsTheWantedShareAndShowsEveryAlpha() {
    Scores scores =
        new Scores(
            new double[] {.1, .2, .3, .4, .5, .6, .7, .8, .9, .95},
            new boolean[] {false, false, false, true, false, false, false, true, false, true});
    OperatingPoint point = OperatingPoint.flagging(scores, .3);
    assertThat(point.counts()).isEqualTo(new ConfusionCounts(2, 1, 6, 1));
    assertThat(point.threshold()).isEqualTo(.8);
    assertThat(point.corrected()).extracting(CorrectedMetrics::alpha).startsWith(0.0, .01);
  }

  @Test
  void peopleTiedAtTheThresholdAreAllFlagged() {
    Scores scores =
        new Scores(new double[] {.1, .5, .5, .5}, new boolean[] {false, true, false, false});
    assertThat(OperatingPoint.flagging(scores, .25).counts().flagged()).isEqualTo(3);
  }
}
