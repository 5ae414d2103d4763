package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmoothCalibrationTest {

  /** People whose outcome has probability p; the model says what {@code stated} makes of it. */
  private static Scores stating(DoubleUnaryOperator stated, int people) {
    SplittableRandom random = new SplittableRandom(9);
    double[] p = new double[people];
    boolean[] y = new boolean[people];
    for (int i = 0; i < people; i++) {
      double truth = LogisticFit.sigmoid(-3 + 4 * random.nextDouble());
      y[i] = random.nextDouble() < truth;
      p[i] = stated.applyAsDouble(truth);
    }
    return new Scores(p, y);
  }

  private static double meanDistance(DoubleUnaryOperator stated) {
    double[] truths =
        IntStream.range(0, 10_000)
            .mapToDouble(i -> LogisticFit.sigmoid(-3 + 4 * (i + .5) / 10_000))
            .toArray();
    double sum = 0;
    for (double truth : truths) {
      sum += Math.abs(stated.applyAsDouble(truth) - truth);
    }
    return sum / truths.length;
  }

  @Test
  void twoDistinctProbabilitiesGiveTheMeanDistanceFromTheObservedShares() {
    double[] p = new double[20];
    boolean[] y = new boolean[20];
    for (int i = 0; i < 20; i++) {
      p[i] = i < 10 ? .3 : .6;
      y[i] = i < 2 || (i >= 10 && i < 17);
    }
    assertThat(Metric.ICI.of(new Scores(p, y))).isCloseTo(.1, within(1e-9));
  }

  @Test
  void oneProbabilityForEverybodyIsAsFarOffAsTheBaseRate() {
    double[] p = {.3, .3, .3, .3};
    assertThat(Metric.ICI.of(new Scores(p, new boolean[] {true, true, false, false})))
        .isCloseTo(.2, within(1e-12));
  }

  @Test
  void calibratedProbabilitiesAreNearZero() {
    assertThat(Metric.ICI.of(stating(p -> p, 20_000))).isLessThan(.01);
  }

  @Test
  void itIsTheMeanDistanceFromTheTruthWhateverTheShapeOfTheError() {
    DoubleUnaryOperator tooExtreme = p -> LogisticFit.sigmoid(2 * ProbabilityError.logit(p));
    DoubleUnaryOperator halved = p -> p / 2;
    // The slope of a logistic recalibration does not see this one: too high at both ends.
    DoubleUnaryOperator bent =
        p ->
            LogisticFit.sigmoid(
                ProbabilityError.logit(p) + Math.pow(ProbabilityError.logit(p) + 1, 2) / 4);
    for (DoubleUnaryOperator stated : new DoubleUnaryOperator[] {tooExtreme, halved, bent}) {
      assertThat(Metric.ICI.of(stating(stated, 40_000)))
          .isCloseTo(meanDistance(stated), within(.008));
    }
  }

  @Test
  void separatedClassesLeaveItUndefined() {
    double[] p = {.1, .2, .3, .7, .8, .9};
    boolean[] y = {false, false, false, true, true, true};
    assertThat(Metric.ICI.of(new Scores(p, y))).isNaN();
  }

  @Test
  void splineIsLinearOutsideItsKnotsAndSmoothAtThem() {
    double[] x = IntStream.range(0, 101).mapToDouble(i -> i / 10.0).toArray();
    RestrictedCubicSpline spline =
        RestrictedCubicSpline.fitted(x, IntStream.range(0, 101).map(i -> 1).toArray());
    assertThat(spline.size()).isEqualTo(4);
    for (double far : new double[] {-3, 12}) {
      for (int term = 2; term < 4; term++) {
        double bend =
            spline.terms(far - 1)[term] - 2 * spline.terms(far)[term] + spline.terms(far + 1)[term];
        assertThat(bend).isCloseTo(0, within(1e-9));
      }
    }
    for (double knot : new double[] {.5, 3.5, 6.5, 9.5}) {
      double left = spline.terms(knot)[2] - spline.terms(knot - 1e-6)[2];
      double right = spline.terms(knot + 1e-6)[2] - spline.terms(knot)[2];
      assertThat(left).isCloseTo(right, within(1e-10));
    }
  }
}
