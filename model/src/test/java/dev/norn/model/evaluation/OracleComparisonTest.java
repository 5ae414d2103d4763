package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class OracleComparisonTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final StratifiedBootstrap BOOTSTRAP = new StratifiedBootstrap(100, 5, .95);

  // 20 times four people, so that the oracle is clearly better than the event rate, 1/2.
  private static final double[] TRUTH = repeated(.8, .6, .4, .2);
  private static final boolean[] LABELS = labels(true, true, false, false);
  private static final double[] MODEL = repeated(.7, .3, .5, .1);

  private static double[] repeated(double... four) {
    double[] values = new double[80];
    Arrays.setAll(values, i -> four[i % 4]);
    return values;
  }

  private static boolean[] labels(boolean... four) {
    boolean[] values = new boolean[80];
    for (int i = 0; i < values.length; i++) {
      values[i] = four[i % 4];
    }
    return values;
  }

  private static Achievable compared(double[] truth, boolean[] labels, double[] model) {
    double[] rate = new double[labels.length];
    Arrays.fill(rate, .5);
    return OracleComparison.of(
        BOOTSTRAP,
        truth,
        new ScoredModel("model", new Scores(model, labels)),
        List.of(new ScoredModel("constant", new Scores(rate, labels))));
  }

  @Test
  void sharesOfTheWorkedExample() {
    Achievable achievable = compared(TRUTH, LABELS, MODEL);
    TruthFigures model = achievable.model();
    // Of the four pairs of a positive and a negative the model ranks three as they came out:
    // AUROC .75; the oracle ranks all four.
    assertThat(share(model, Metric.AUROC)).isCloseTo((.75 - .5) / (1 - .5), EXACT);
    // Thresholds .7, .5, .3: precision 1, 1/2, 2/3 where recall is gained at .7 and .3.
    assertThat(share(model, Metric.AUPRC)).isCloseTo(((1 + 2 / 3.) / 2 - .5) / (1 - .5), EXACT);
    double brier = (.09 + .49 + .25 + .01) / 4;
    double oracleBrier = (.04 + .16 + .16 + .04) / 4;
    assertThat(share(model, Metric.BRIER)).isCloseTo((.25 - brier) / (.25 - oracleBrier), EXACT);
    double logLoss = -(Math.log(.7) + Math.log(.3) + Math.log(.5) + Math.log(.9)) / 4;
    double oracleLogLoss = -(Math.log(.8) + Math.log(.6)) / 2;
    assertThat(share(model, Metric.LOG_LOSS))
        .isCloseTo((Math.log(2) - logLoss) / (Math.log(2) - oracleLogLoss), EXACT);
    assertThat(achievable.undefinedShares()).isEmpty();
    assertThat(achievable.notes())
        .containsExactly("True probabilities are known for all 80 people.");
  }

  @Test
  void distancesOfTheWorkedExample() {
    TruthFigures model = compared(TRUTH, LABELS, MODEL).model();
    assertThat(model.meanAbsoluteError().estimate()).isCloseTo((.1 + .3 + .1 + .1) / 4, EXACT);
    assertThat(model.rootMeanSquaredError().estimate())
        .isCloseTo(Math.sqrt((.01 + .09 + .01 + .01) / 4), EXACT);
    // Four predictions, 20 people each, however many tenths are asked for.
    assertThat(model.calibration())
        .extracting(TrueCalibrationBin::people)
        .containsExactly(20, 20, 20, 20);
    assertThat(model.calibration().stream().mapToDouble(TrueCalibrationBin::error).toArray())
        .containsExactly(new double[] {-.1, -.3, .1, -.1}, EXACT);
    assertThat(model.trueCalibrationError()).isCloseTo(.15, EXACT);
  }

  private static double share(TruthFigures model, Metric metric) {
    return model.shares().get(metric).estimate();
  }

  /** Nothing but the draw of the labels differs from the truth. */
  @Property(tries = 25)
  void whoPredictsTheTruthHasAShareOfOneAndWhoPredictsTheRateNone(
      @ForAll long seed, @ForAll @DoubleRange(min = -3, max = 1) double level) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] truth = new double[600];
    boolean[] labels = new boolean[600];
    int positives = 0;
    for (int i = 0; i < 600; i++) {
      truth[i] = LogisticFit.sigmoid(level + 2 * random.nextDouble(-2, 2));
      labels[i] = random.nextDouble() < truth[i];
      positives += labels[i] ? 1 : 0;
    }
    double[] rate = new double[600];
    Arrays.fill(rate, positives / 600.);
    Achievable achievable =
        OracleComparison.of(
            BOOTSTRAP,
            truth,
            new ScoredModel("truth", new Scores(truth, labels)),
            List.of(new ScoredModel("rate", new Scores(rate, labels))));
    assertThat(achievable.undefinedShares()).isEmpty();
    for (Metric metric : Achievable.metrics()) {
      assertThat(achievable.model().shares().get(metric)).isEqualTo(new Interval(1, 1, 1));
      Interval none = achievable.baselines().get(0).shares().get(metric);
      assertThat(new double[] {none.estimate(), none.low(), none.high()})
          .containsExactly(new double[] {0, 0, 0}, within(1e-9));
    }
    assertThat(achievable.model().meanAbsoluteError()).isEqualTo(new Interval(0, 0, 0));
    assertThat(achievable.model().trueCalibrationError()).isZero();
  }

  @Test
  void theShareGrowsAsThePredictionNearsTheTruth() {
    SplittableRandom random = new SplittableRandom(4);
    double[] truth = random.doubles(2_000).toArray();
    boolean[] labels = new boolean[2_000];
    double[] noise = random.doubles(2_000).toArray();
    for (int i = 0; i < 2_000; i++) {
      labels[i] = random.nextDouble() < truth[i];
    }
    TruthFigures far = compared(truth, labels, mixed(truth, noise, .5)).model();
    TruthFigures near = compared(truth, labels, mixed(truth, noise, .1)).model();
    for (Metric metric : Achievable.metrics()) {
      assertThat(near.shares().get(metric).low()).isGreaterThan(far.shares().get(metric).high());
      assertThat(near.shares().get(metric).high()).isLessThan(1.05);
    }
    assertThat(near.meanAbsoluteError().high()).isLessThan(far.meanAbsoluteError().low());
  }

  private static double[] mixed(double[] truth, double[] noise, double share) {
    double[] mixed = new double[truth.length];
    Arrays.setAll(mixed, i -> (1 - share) * truth[i] + share * noise[i]);
    return mixed;
  }

  @Test
  void truthThatCannotBeToldFromTheRateGivesNoShareButItsReason() {
    SplittableRandom random = new SplittableRandom(2);
    boolean[] labels = new boolean[200];
    double[] truth = new double[200];
    for (int i = 0; i < 200; i++) {
      truth[i] = .3 + 1e-3 * random.nextDouble();
      labels[i] = random.nextDouble() < .3;
    }
    Achievable achievable = compared(truth, labels, truth);
    assertThat(achievable.undefinedShares()).containsOnlyKeys(Achievable.metrics());
    assertThat(achievable.model().shares().get(Metric.AUROC)).hasToString("undefined");
    assertThat(achievable.notes())
        .anyMatch(
            note ->
                note.matches(
                    "AUROC has no share: what the true probabilities give, 0\\.\\d+ \\[.*], cannot be"
                        + " told from what the event rate gives, 0\\.500; more people are needed\\."));
    assertThat(achievable.model().meanAbsoluteError().estimate()).isZero();
  }

  @Test
  void peopleWithoutATrueProbabilityAreLeftOutAndCounted() {
    double[] truth = TRUTH.clone();
    double[] model = MODEL.clone();
    for (int i = 0; i < 8; i++) {
      truth[i] = Double.NaN;
      model[i] = .999;
    }
    Achievable achievable = compared(truth, LABELS, model);
    assertThat(achievable.people()).isEqualTo(72);
    assertThat(achievable.positives()).isEqualTo(36);
    assertThat(achievable.lacking()).isEqualTo(8);
    for (Metric metric : Achievable.metrics()) {
      assertThat(share(achievable.model(), metric))
          .isCloseTo(share(compared(TRUTH, LABELS, MODEL).model(), metric), EXACT);
    }
    assertThat(achievable.notes().get(0))
        .isEqualTo(
            "True probabilities are known for 72 of 80 people; the other 8 are left out of what"
                + " follows.");
  }

  @Test
  void whereNobodyHasATrueProbabilityNothingIsDefined() {
    double[] truth = new double[80];
    Arrays.fill(truth, Double.NaN);
    Achievable achievable = compared(truth, LABELS, MODEL);
    assertThat(achievable.people()).isZero();
    assertThat(achievable.model().meanAbsoluteError()).hasToString("undefined");
    assertThat(achievable.model().calibration()).isEmpty();
    assertThat(achievable.undefinedShares())
        .containsEntry(Metric.AUROC, "nobody has a true probability");
    assertThat(achievable.notes())
        .singleElement()
        .asString()
        .startsWith("None of the 80 people has a true probability");
    assertThat(AchievableTable.all(achievable)).isEmpty();
  }

  @Test
  void oneKindOfLabelGivesNoShare() {
    double[] truth = new double[80];
    Arrays.setAll(truth, i -> LABELS[i] ? Double.NaN : .3);
    assertThat(compared(truth, LABELS, MODEL).undefinedShares())
        .containsOnlyKeys(Achievable.metrics())
        .containsEntry(
            Metric.BRIER,
            "40 people have a true probability and 0 of them are positive; both kinds are needed");
  }
}
