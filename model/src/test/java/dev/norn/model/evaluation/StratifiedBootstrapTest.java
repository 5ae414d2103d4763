package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class StratifiedBootstrapTest {

  private static final StratifiedBootstrap BOOTSTRAP = new StratifiedBootstrap(200, 5, .95);
  private static final Scores SCORES = MetricTest.random(3, 400);

  @Test
  void sameSeedGivesTheSameIntervalsOnOneThreadAndOnMany() throws Exception {
    Map<Metric, Interval> many = BOOTSTRAP.intervals(SCORES);
    ForkJoinPool single = new ForkJoinPool(1);
    try {
      assertThat(single.submit(() -> BOOTSTRAP.intervals(SCORES)).get()).isEqualTo(many);
    } finally {
      single.shutdown();
    }
  }

  @Test
  void anotherSeedGivesOtherIntervals() {
    Map<Metric, Interval> other = new StratifiedBootstrap(200, 6, .95).intervals(SCORES);
    assertThat(other).isNotEqualTo(BOOTSTRAP.intervals(SCORES));
  }

  @Test
  void intervalHoldsTheEstimateAndNarrowsWithMorePeople() {
    Interval few = BOOTSTRAP.intervals(MetricTest.random(3, 100)).get(Metric.AUROC);
    Interval many = BOOTSTRAP.intervals(MetricTest.random(3, 1600)).get(Metric.AUROC);
    assertThat(few.estimate()).isBetween(few.low(), few.high());
    assertThat(many.high() - many.low()).isLessThan((few.high() - few.low()) / 2);
  }

  @Test
  void intervalOfTheRocAreaHasAboutTheWidthTheoryGives() {
    Interval interval =
        new StratifiedBootstrap(1_000, 1, .95)
            .intervals(MetricTest.random(11, 2_000))
            .get(Metric.AUROC);
    double a = interval.estimate();
    double half = 1_000.0;
    // Hanley and McNeil 1982.
    double q1 = a / (2 - a);
    double q2 = 2 * a * a / (1 + a);
    double variance =
        (a * (1 - a) + (half - 1) * (q1 - a * a) + (half - 1) * (q2 - a * a)) / (half * half);
    double width = 2 * 1.96 * Math.sqrt(variance);
    assertThat(interval.high() - interval.low()).isCloseTo(width, within(.2 * width));
  }

  @Test
  void oneMetricAloneHasTheIntervalItHasAmongAll() {
    Scores other = new Scores(flat(SCORES.people()), SCORES.labelsByRow());
    for (Metric metric : new Metric[] {Metric.AUROC, Metric.BRIER, Metric.AUPRC}) {
      assertThat(BOOTSTRAP.interval(metric, SCORES))
          .isEqualTo(BOOTSTRAP.intervals(SCORES).get(metric));
      assertThat(BOOTSTRAP.difference(metric, SCORES, other))
          .isEqualTo(BOOTSTRAP.differences(SCORES, other).get(metric));
    }
  }

  private static double[] flat(int people) {
    double[] flat = new double[people];
    Arrays.fill(flat, 0.5);
    return flat;
  }

  @Test
  void modelDoesNotDifferFromItself() {
    BOOTSTRAP
        .differences(SCORES, SCORES)
        .forEach((metric, interval) -> assertThat(interval).isEqualTo(new Interval(0, 0, 0)));
  }

  @Test
  void clearlyBetterRankingHasADifferenceAboveZero() {
    double[] good = new double[300];
    double[] flat = new double[300];
    boolean[] y = new boolean[300];
    for (int i = 0; i < 300; i++) {
      y[i] = i % 3 == 0;
      good[i] = y[i] ? .6 + (i % 7) / 100.0 : .3 + (i % 31) / 70.0;
      flat[i] = (i % 11 + 1) / 12.0;
    }
    Interval difference =
        BOOTSTRAP.differences(new Scores(good, y), new Scores(flat, y)).get(Metric.AUROC);
    assertThat(difference.low()).isPositive();
    assertThat(difference.excludes(0)).isTrue();
  }

  @Test
  void differenceBetweenUnlikePeopleIsRefused() {
    assertThatThrownBy(() -> BOOTSTRAP.differences(SCORES, MetricTest.random(4, 400)))
        .hasMessageContaining("same people");
  }

  @Test
  void undefinedFigureHasAnUndefinedInterval() {
    Scores constant =
        new Scores(new double[] {.3, .3, .3, .3}, new boolean[] {true, false, true, false});
    Interval slope = BOOTSTRAP.intervals(constant).get(Metric.CALIBRATION_SLOPE);
    assertThat(slope).hasToString("undefined");
    assertThat(slope.excludes(1)).isFalse();
  }
}
