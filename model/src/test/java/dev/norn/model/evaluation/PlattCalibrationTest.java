package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.evaluation.PlattCalibration.Method;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlattCalibrationTest {

  private final double[] logits = new double[5_000];
  private final boolean[] positive = new boolean[5_000];

  /** Logits of a model trained on balanced classes, twice too extreme. */
  PlattCalibrationTest() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < logits.length; i++) {
      double truth = -3 + 2 * random.nextDouble() - 2 * random.nextDouble();
      positive[i] = random.nextDouble() < LogisticFit.sigmoid(truth);
      logits[i] = 2 * (truth + 3);
    }
  }

  @Test
  void fitFindsTheShiftAndTheScale() {
    PlattCalibration calibration = PlattCalibration.fit(logits, positive);
    // Three standard errors, from the information in 5,000 people.
    assertThat(calibration.intercept()).isCloseTo(-3, within(.2));
    assertThat(calibration.slope()).isCloseTo(.5, within(.11));
    assertThat(calibration.method()).isEqualTo(Method.FITTED);
  }

  @Test
  void calibratedProbabilitiesHaveTheNaturalPrior() {
    PlattCalibration calibration = PlattCalibration.fit(logits, positive);
    double[] p = Arrays.stream(logits).map(calibration::probability).toArray();
    Scores scores = new Scores(p, positive);
    assertThat(Metric.CALIBRATION_IN_THE_LARGE.of(scores)).isCloseTo(0, within(1e-9));
    assertThat(Metric.CALIBRATION_SLOPE.of(scores)).isCloseTo(1, within(1e-8));
  }

  @Test
  void constantLogitsAreRefused() {
    assertThatThrownBy(() -> PlattCalibration.fit(new double[5_000], positive))
        .isInstanceOf(DegenerateCalibration.class)
        .hasMessageContaining("constant");
  }

  @Test
  void separatedClassesAreRefused() {
    for (int i = 0; i < logits.length; i++) {
      logits[i] = positive[i] ? 1 + i % 5 : -1 - i % 7;
    }
    assertThatThrownBy(() -> PlattCalibration.fit(logits, positive))
        .hasMessageContaining("separate the classes");
  }

  @Test
  void logitsThatRankBackwardsAreRefused() {
    double[] backwards = Arrays.stream(logits).map(l -> -l).toArray();
    assertThatThrownBy(() -> PlattCalibration.fit(backwards, positive))
        .hasMessageContaining("fewer positives");
  }

  @Test
  void tooFewPositivesAreRefused() {
    assertThatThrownBy(() -> PlattCalibration.fit(logits, new boolean[5_000]))
        .hasMessageContaining("0 positives and 5000 negatives");
  }

  @Test
  void divergedModelIsRefused() {
    logits[3] = Double.NaN;
    assertThatThrownBy(() -> PlattCalibration.fit(logits, positive))
        .hasMessageContaining("not finite");
  }

  @Test
  void fallbackIsTheIdentityAndSaysWhy() {
    PlattCalibration calibration = PlattCalibration.fitOrIdentity(new double[5_000], positive);
    assertThat(calibration.method()).isEqualTo(Method.IDENTITY);
    assertThat(calibration.note()).contains("constant");
    assertThat(calibration.probability(0)).isEqualTo(.5);
  }
}
