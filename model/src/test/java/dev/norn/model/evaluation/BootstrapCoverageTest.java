package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Simulated studies of a model whose true figures are known: how often 95 % intervals hold them.
 */
class BootstrapCoverageTest {

  private static final int STUDIES = 500;
  private static final int PEOPLE = 300;

  /** Probabilities that are true, so that calibration intercepts are 0 and slopes 1. */
  private static Scores study(SplittableRandom random) {
    double[] p = new double[PEOPLE];
    boolean[] y = new boolean[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
      p[i] = LogisticFit.sigmoid(-3 + 3 * random.nextDouble());
      y[i] = random.nextDouble() < p[i];
    }
    return new Scores(p, y);
  }

  private interface Intervals {
    Interval of(StratifiedBootstrap bootstrap, Scores scores);
  }

  private static double coverage(double truth, Intervals intervals) {
    SplittableRandom random = new SplittableRandom(11);
    int held = 0;
    for (int i = 0; i < STUDIES; i++) {
      Interval interval = intervals.of(new StratifiedBootstrap(150, i, .95), study(random));
      held += interval.excludes(truth) ? 0 : 1;
    }
    return (double) held / STUDIES;
  }

  private static Intervals asReported(Metric metric) {
    return (bootstrap, scores) ->
        bootstrap
            .resample(
                scores,
                (strata, everybody) ->
                    new double[] {
                      metric.of(scores, metric.movesWithBaseRate() ? everybody : strata)
                    })
            .interval(0);
  }

  private static Intervals byStrata(Metric metric) {
    return (bootstrap, scores) ->
        bootstrap.resample(scores, strata -> new double[] {metric.of(scores, strata)}).interval(0);
  }

  // Three standard errors of a share of .95 among the studies are .029; percentiles of few
  // resamples
  // cost about a hundredth.
  private static void assertHonest(double coverage) {
    assertThat(coverage).isBetween(.91, .98);
  }

  @Test
  void intervalOfObservedMinusPredictedHoldsTheTruthAsOftenAsItSays() {
    assertHonest(coverage(0, asReported(Metric.CALIBRATION_IN_THE_LARGE)));
  }

  @Test
  void intervalOfTheCalibrationInterceptHoldsTheTruthAsOftenAsItSays() {
    assertHonest(coverage(0, asReported(Metric.CALIBRATION_INTERCEPT)));
  }

  @Test
  void intervalOfTheCalibrationSlopeHoldsTheTruthAsOftenAsItSays() {
    assertHonest(coverage(1, asReported(Metric.CALIBRATION_SLOPE)));
  }

  @Test
  void intervalOfTheBrierScoreHoldsTheTruthAsOftenAsItSays() {
    assertHonest(coverage(trueBrierScore(), asReported(Metric.BRIER)));
  }

  @Test
  void holdingTheBaseRateWouldMakeThemFarTooNarrow() {
    assertThat(coverage(0, byStrata(Metric.CALIBRATION_IN_THE_LARGE))).isLessThan(.75);
    assertThat(coverage(trueBrierScore(), byStrata(Metric.BRIER))).isLessThan(.75);
  }

  /** Mean of p (1 - p), by the midpoint rule. */
  private static double trueBrierScore() {
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      double p = LogisticFit.sigmoid(-3 + 3 * (i + .5) / 10_000);
      sum += p * (1 - p);
    }
    return sum / 10_000;
  }
}
