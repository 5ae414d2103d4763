package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cohort.Split;
import dev.norn.event.PersonId;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.Examples;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * People whose hazard is known: it rises with age, differs by sex and with the number of events.
 */
class EvaluationRunnerTest {

  private static final List<CorpusExample> TRAIN = new ArrayList<>();
  private static final List<CorpusExample> VALIDATION = new ArrayList<>();
  private static final List<CorpusExample> TEST = new ArrayList<>();
  private static final List<Double> TRUTH = new ArrayList<>();

  static {
    SplittableRandom random = new SplittableRandom(21);
    for (int i = 0; i < 6_000; i++) {
      int sex = random.nextInt(Examples.SEX_A, Examples.SEX_B + 1);
      double age = 30 + 50 * random.nextDouble();
      int events = random.nextInt(10);
      double logit = -8 + .08 * age + (sex == Examples.SEX_B ? 1 : 0) + .2 * events;
      double p = LogisticFit.sigmoid(logit);
      OutcomeLabel label = random.nextDouble() < p ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE;
      label = random.nextInt(50) == 0 ? OutcomeLabel.UNKNOWN : label;
      Split split = i < 3_000 ? Split.TRAIN : i < 4_000 ? Split.VALIDATION : Split.TEST;
      List<CorpusExample> list =
          split == Split.TRAIN ? TRAIN : split == Split.VALIDATION ? VALIDATION : TEST;
      list.add(
          new CorpusExample(Examples.life(i, age, sex, events), split, Map.of("death", label)));
      if (split == Split.TEST) {
        TRUTH.add(p);
      }
    }
  }

  private static final SplitExamples SPLITS =
      new SplitExamples(TRAIN::stream, VALIDATION::stream, TEST::stream);

  private final EvaluationRunner runner =
      new EvaluationRunner(
          new StratifiedBootstrap(100, 3, .95), Set.of(Examples.SEX_A, Examples.SEX_B));

  private Evaluation evaluate(double[] probabilities) {
    return runner.evaluate("corpus-id", SPLITS, Map.of("death", probabilities));
  }

  private Evaluation evaluateBesideTheTruth(double[] probabilities) {
    Map<PersonId, Double> known = new HashMap<>();
    for (int i = 0; i < TEST.size(); i++) {
      known.put(TEST.get(i).sequence().person(), TRUTH.get(i));
    }
    return runner.evaluate(
        "corpus-id",
        SPLITS,
        Map.of("death", probabilities),
        new TrueProbabilities(Map.of("death", known)),
        EvaluationProgress.silent());
  }

  private static double[] truth() {
    return TRUTH.stream().mapToDouble(p -> p).toArray();
  }

  private static double[] coin() {
    SplittableRandom random = new SplittableRandom(1);
    return random.doubles(TEST.size()).toArray();
  }

  @Test
  void outcomeThatTheTruthDoesNotSpeakOfIsEvaluatedWithoutIt() {
    Evaluation evaluation =
        new EvaluationRunner(new StratifiedBootstrap(20, 1, .95), Set.of())
            .evaluate(
                "corpus-id",
                SPLITS,
                Map.of("death", coin()),
                new TrueProbabilities(Map.of("divorce", Map.of())),
                EvaluationProgress.silent());
    assertThat(evaluation.outcome("death").achievable()).isNull();
  }

  @Test
  void countsEverybodyAndLeavesUnknownLabelsOut() {
    OutcomeEvaluation death = evaluate(truth()).outcome("death");
    long unknown = TEST.stream().filter(e -> e.label("death") == OutcomeLabel.UNKNOWN).count();
    assertThat(death.unknown()).isEqualTo((int) unknown).isPositive();
    assertThat(death.people() + death.unknown()).isEqualTo(TEST.size());
    assertThat(death.baseRate()).isEqualTo((double) death.positives() / death.people());
  }

  @Test
  void trueProbabilitiesAreCalibratedAndNotClearlyBeaten() {
    OutcomeEvaluation death = evaluate(truth()).outcome("death");
    Interval slope = death.model().metrics().get(Metric.CALIBRATION_SLOPE);
    assertThat(slope.excludes(1)).isFalse();
    for (BaselineFigures baseline : death.baselines()) {
      assertThat(baseline.differences().get(Metric.AUROC).high()).isPositive();
    }
  }

  @Test
  void regressionThatSeesEverythingComesNearTheTruth() {
    OutcomeEvaluation death = evaluate(truth()).outcome("death");
    BaselineFigures regression = death.baselines().get(0);
    assertThat(regression.figures().title()).startsWith("logistic regression");
    assertThat(regression.figures().estimate(Metric.AUROC))
        .isCloseTo(death.model().estimate(Metric.AUROC), within(.02));
    assertThat(regression.figures().estimate(Metric.CALIBRATION_IN_THE_LARGE))
        .isCloseTo(0, within(.02));
    assertThat(death.bestBaseline()).isEqualTo(regression);
  }

  @Test
  void lifeTableWithSexIsBetterThanByAgeAlone() {
    EvaluationRunner ageOnly = new EvaluationRunner(runner.bootstrap(), Set.of());
    OutcomeEvaluation without =
        ageOnly.evaluate("corpus-id", SPLITS, Map.of("death", truth())).outcome("death");
    BaselineFigures byAge = without.baselines().get(1);
    BaselineFigures bySex = evaluate(truth()).outcome("death").baselines().get(1);
    assertThat(byAge.figures().title()).isEqualTo("life table (age)");
    assertThat(bySex.figures().estimate(Metric.AUROC))
        .isGreaterThan(byAge.figures().estimate(Metric.AUROC));
  }

  @Test
  void lifeTableGivesTheRateOfTheCell() {
    List<CorpusExample> people = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      OutcomeLabel label = i % 4 == 0 ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE;
      people.add(
          new CorpusExample(
              Examples.life(i, 42, Examples.SEX_A, 2), Split.TRAIN, Map.of("death", label)));
    }
    LifeTableBaseline table =
        LifeTableBaseline.fit(
            new LabelledExamples("death", people::stream), Set.of(Examples.SEX_A));
    assertThat(table.probability(people.get(0))).isCloseTo(.25, within(1e-12));
  }

  @Test
  void whereABaselineIsAheadTheSummarySaysSoFirst() {
    Evaluation evaluation = evaluate(coin());
    assertThat(evaluation.summary()).startsWith("BASELINE AHEAD [death] AUROC");
    assertThat(evaluation.outcome("death").bestBaseline().differences().get(Metric.AUROC).high())
        .isNegative();
  }

  @Test
  void numberOfEventsPredictsALittle() {
    BaselineFigures rate = evaluate(truth()).outcome("death").baselines().get(2);
    assertThat(rate.figures().title()).isEqualTo("own event rate");
    assertThat(rate.figures().metrics().get(Metric.AUROC).low()).isGreaterThan(.5);
  }

  @Test
  void evaluationIsTheSameTwiceAndSurvivesItsJson() {
    Evaluation evaluation = evaluate(truth());
    assertThat(evaluate(truth())).isEqualTo(evaluation);
    assertThat(CanonicalJson.read(CanonicalJson.write(evaluation), Evaluation.class))
        .isEqualTo(evaluation);
  }

  @Test
  void withoutTheTruthNothingIsSaidOfTheAchievable() {
    Evaluation evaluation = evaluate(truth());
    assertThat(evaluation.outcome("death").achievable()).isNull();
    assertThat(CanonicalJson.write(evaluation)).doesNotContain("achievable");
    assertThat(evaluation.summary()).doesNotContain("achievable");
  }

  @Test
  void withTheTruthTheModelAndEachBaselineHaveTheirShare() {
    Evaluation evaluation = evaluateBesideTheTruth(truth());
    Achievable achievable = evaluation.outcome("death").achievable();
    assertThat(achievable.people()).isEqualTo(evaluation.outcome("death").people());
    assertThat(achievable.oracle().metrics())
        .isEqualTo(evaluation.outcome("death").model().metrics());
    assertThat(achievable.model().shares().get(Metric.AUROC)).isEqualTo(new Interval(1, 1, 1));
    assertThat(achievable.baselines())
        .extracting(TruthFigures::title)
        .containsExactlyElementsOf(
            evaluation.outcome("death").baselines().stream()
                .map(b -> b.figures().title())
                .toList());
    Interval regression = achievable.baselines().get(0).shares().get(Metric.AUROC);
    Interval eventRate = achievable.baselines().get(2).shares().get(Metric.AUROC);
    assertThat(regression.estimate()).isCloseTo(1, within(.1));
    assertThat(eventRate.low()).isPositive();
    assertThat(eventRate.high()).isLessThan(regression.low());
    assertThat(evaluation.summary())
        .contains("True probabilities are known for all", "Share of the achievable: 0 is what");
  }

  @Test
  void theTruthChangesNoOtherFigure() {
    assertThat(evaluateBesideTheTruth(coin()).outcome("death").model())
        .isEqualTo(evaluate(coin()).outcome("death").model());
    assertThat(evaluateBesideTheTruth(coin()).outcome("death").baselines())
        .isEqualTo(evaluate(coin()).outcome("death").baselines());
  }

  @Test
  void evaluationBesideTheTruthSurvivesItsJson() {
    Evaluation evaluation = evaluateBesideTheTruth(coin());
    assertThat(CanonicalJson.read(CanonicalJson.write(evaluation), Evaluation.class))
        .isEqualTo(evaluation);
  }

  @Test
  void probabilitiesForOtherThanTheWholeSplitAreRefused() {
    assertThatThrownBy(() -> evaluate(new double[] {.5}))
        .hasMessageContaining("1 probabilities for 2000 people");
  }

  @Test
  void splitWithoutPositivesIsRefused() {
    SplitExamples none =
        new SplitExamples(TRAIN::stream, VALIDATION::stream, List.<CorpusExample>of()::stream);
    assertThatThrownBy(() -> runner.evaluate("corpus-id", none, Map.of("death", new double[0])))
        .hasMessageContaining("both kinds are needed");
  }
}
