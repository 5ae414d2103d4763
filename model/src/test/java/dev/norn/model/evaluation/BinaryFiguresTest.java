package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryFiguresTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final StratifiedBootstrap BOOTSTRAP = new StratifiedBootstrap(100, 5, .95);
  private static final Scores TEN =
      new Scores(
          new double[] {.1, .2, .3, .4, .5, .6, .7, .8, .9, .95},
          new boolean[] {false, false, false, true, false, false, false, true, false, true});

  @Test
  void netBenefitOfTheWorkedExample() {
    // At .7: 2 of 4 flagged are positive, each in vain costs 7/3 of a positive found.
    List<NetBenefit> curve = NetBenefit.curve(BOOTSTRAP, TEN, new double[] {.25, .7});
    assertThat(curve.get(1).netBenefit().estimate()).isCloseTo(.2 - .2 * 7 / 3, EXACT);
    assertThat(curve.get(1).flaggingAll()).isCloseTo(.3 - .7 * 7 / 3, EXACT);
    assertThat(curve.get(0).netBenefit().estimate()).isCloseTo(.3 - .5 / 3, EXACT);
  }

  @Test
  void thresholdBelowEveryProbabilityIsFlaggingAll() {
    NetBenefit point = NetBenefit.curve(BOOTSTRAP, TEN, new double[] {.05}).get(0);
    assertThat(point.netBenefit().estimate()).isCloseTo(point.flaggingAll(), EXACT);
  }

  @Test
  void thresholdsOfTheDecisionCurveHoldTheBaseRateAndEndFourTimesBeyond() {
    assertThat(NetBenefit.thresholds(.02)).hasSize(40).contains(.02, .08).isSorted();
    assertThat(NetBenefit.thresholds(.5)).endsWith(.95);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void countsAtThresholdsAreWhatCountingAgainGives(long seed) {
    Scores scores = MetricTest.random(seed, 90);
    double[] thresholds = {.5, .05, .95, .3, 1, 0};
    ConfusionCounts[] found = new ThresholdCounts(scores, thresholds).of(scores.everybody());
    for (int i = 0; i < thresholds.length; i++) {
      assertThat(found[i]).isEqualTo(ConfusionCounts.at(scores, thresholds[i]));
    }
  }

  @Test
  void areaUnderThePointsOfTheRocCurveIsTheRocArea() {
    Scores scores = spread(3, 5_000);
    double area = 0;
    double recall = 0;
    double falsePositiveRate = 0;
    List<CurvePoint> points = CurvePoint.of(scores);
    for (CurvePoint point : points) {
      area += (point.falsePositiveRate() - falsePositiveRate) * (point.recall() + recall) / 2;
      recall = point.recall();
      falsePositiveRate = point.falsePositiveRate();
    }
    assertThat(area).isCloseTo(Metric.AUROC.of(scores), within(.002));
    assertThat(points.size()).isBetween(150, 201);
    assertThat(points.get(points.size() - 1)).isEqualTo(new CurvePoint(1, 1, scores.baseRate()));
  }

  @Test
  void operatingPointsStateWhatTheyFlagAndHoldTheirEstimates() {
    Scores scores = spread(4, 2_000);
    List<OperatingPointFigures> points = OperatingPointFigures.all(BOOTSTRAP, scores, .03);
    assertThat(points).extracting(p -> p.counts().flagged()).startsWith(60L, 20L, 100L, 200L);
    for (OperatingPointFigures point : points) {
      ConfusionCounts counts = point.counts();
      assertThat(counts.people()).isEqualTo(2_000);
      assertThat(point.precision().estimate()).isCloseTo(counts.precision(), EXACT);
      assertThat(point.recall().estimate()).isCloseTo(counts.recall(), EXACT);
      assertThat(point.falsePositiveRate().estimate()).isCloseTo(counts.falsePositiveRate(), EXACT);
      assertThat(point.numberNeeded().estimate() * point.precision().estimate())
          .isCloseTo(1, EXACT);
      assertThat(point.precision().estimate())
          .isBetween(point.precision().low(), point.precision().high());
    }
  }

  @Test
  void flaggingNobodyHasNoPrecision() {
    Scores low =
        new Scores(new double[] {.1, .2, .3, .2}, new boolean[] {true, false, true, false});
    OperatingPointFigures half = OperatingPointFigures.all(BOOTSTRAP, low, .25).get(4);
    assertThat(half.counts().flagged()).isZero();
    assertThat(half.precision()).hasToString("undefined");
    assertThat(half.numberNeeded()).hasToString("undefined");
  }

  @Test
  void alphaCurveStartsUncorrectedAndKeepsTheLiftAsItIs() {
    Scores scores = spread(5, 2_000);
    double threshold = OperatingPoint.flagging(scores, .1).threshold();
    List<AlphaPoint> curve = AlphaPoint.curve(BOOTSTRAP, scores, threshold);
    assertThat(curve).hasSize(21);
    AlphaPoint uncorrected = curve.get(0);
    CorrectedMetrics ordinary = CorrectedMetrics.of(ConfusionCounts.at(scores, threshold), 0);
    assertThat(uncorrected.alpha()).isZero();
    assertThat(uncorrected.matthews().estimate()).isCloseTo(ordinary.matthews(), EXACT);
    assertThat(uncorrected.impliedAuroc().estimate())
        .isCloseTo(Metric.AUROC.of(scores), within(1e-9));
    assertThat(curve.get(20).alpha()).isCloseTo(.1, EXACT);
    assertThat(curve)
        .allSatisfy(p -> assertThat(p.areaUnderLift()).isEqualTo(uncorrected.areaUnderLift()));
    assertThat(curve.get(5).impliedAuroc().estimate())
        .isGreaterThan(uncorrected.impliedAuroc().estimate());
  }

  @Test
  void alphaThatTheLabelsContradictIsMarked() {
    // Nobody is flagged in vain: there is no room for hidden positives among the flagged.
    double[] p = new double[40];
    boolean[] y = new boolean[40];
    for (int i = 0; i < 40; i++) {
      p[i] = (i + 1) / 41.0;
      y[i] = i >= 30 || i == 3;
    }
    List<AlphaPoint> curve = AlphaPoint.curve(BOOTSTRAP, new Scores(p, y), p[30]);
    assertThat(curve.get(0).possible()).isTrue();
    assertThat(curve.subList(1, 21)).noneMatch(AlphaPoint::possible);
  }

  private static Scores spread(long seed, int people) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] p = new double[people];
    boolean[] y = new boolean[people];
    for (int i = 0; i < people; i++) {
      p[i] = LogisticFit.sigmoid(-4 + 5 * random.nextDouble());
      y[i] = random.nextDouble() < p[i];
    }
    return new Scores(p, y);
  }
}
