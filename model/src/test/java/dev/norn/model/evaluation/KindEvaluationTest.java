package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.Examples;
import dev.norn.outcome.FollowUp;
import dev.norn.outcome.OutcomeForm;
import dev.norn.outcome.OutcomeKind;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * People whose hazard of death rises with age and whose hazard of moving is the same for all; a
 * third are censored early. Their class is the decade of their age with some noise.
 */
class KindEvaluationTest {

  private static final int HORIZON = 1000;
  private static final double MOVE = .0003;
  private static final OutcomeForm TIMED =
      new OutcomeForm(OutcomeKind.TIME_TO_EVENT, HORIZON, List.of("death", "move"), List.of());
  private static final List<String> CLASSES = List.of("young", "middle", "old");

  private static final List<CorpusExample> TRAIN = people(0, 2_000, Split.TRAIN);
  private static final List<CorpusExample> TEST = people(2_000, 3_000, Split.TEST);
  private static final SplitExamples SPLITS =
      new SplitExamples(TRAIN::stream, TRAIN::stream, TEST::stream);
  private static final StratifiedBootstrap BOOTSTRAP = new StratifiedBootstrap(50, 3, .95);

  private static List<CorpusExample> people(int from, int to, Split split) {
    SplittableRandom random = new SplittableRandom(from);
    List<CorpusExample> people = new ArrayList<>();
    for (int i = from; i < to; i++) {
      double age = 30 + 60 * random.nextDouble();
      int death = day(hazard(age), random);
      int move = day(MOVE, random);
      int censored = random.nextInt(3) == 0 ? random.nextInt(1, HORIZON) : HORIZON;
      int days = Math.min(Math.min(death, move), censored);
      int cause = days == death ? 1 : days == move ? 2 : 0;
      boolean unknown = random.nextInt(20) == 0;
      int place = (int) Math.max(0, Math.min(2, (age - 30) / 20 + random.nextDouble() - .5));
      people.add(
          new CorpusExample(
              Examples.life(i, age, Examples.SEX_A, 3),
              split,
              Map.of("death", OutcomeLabel.UNKNOWN, "age-class", OutcomeLabel.UNKNOWN),
              Map.of("death", unknown ? FollowUp.NONE : new FollowUp(days, cause)),
              unknown ? Map.of() : Map.of("age-class", place)));
    }
    return people;
  }

  private static int day(double hazard, SplittableRandom random) {
    return (int) Math.ceil(-Math.log(1 - random.nextDouble()) / hazard) + 1;
  }

  private static double hazard(double age) {
    return .00002 * Math.exp(.07 * (age - 30));
  }

  private static double truth(CorpusExample example, int cause, int day) {
    double death = hazard(example.ageAtLandmark());
    double own = cause == 1 ? death : MOVE;
    return own / (death + MOVE) * (1 - Math.exp(-(death + MOVE) * day));
  }

  private static TimeToEventEvaluation timed(CumulativeIncidence model) {
    return TimeToEventEvaluation.of(
        "death", TIMED, SPLITS, model, List.of(), BOOTSTRAP, Set.of(Examples.SEX_A));
  }

  private static OrdinalEvaluation ordinal(int[] predicted) {
    return OrdinalEvaluation.of(
        "age-class", CLASSES, SPLITS, predicted, BOOTSTRAP, Set.of(Examples.SEX_A));
  }

  private static int[] byAge() {
    return TEST.stream().mapToInt(e -> (int) Math.min(2, (e.ageAtLandmark() - 30) / 20)).toArray();
  }

  @Test
  void truthIsAheadOfTheTableAndOfEverybodysCurve() {
    TimeToEventEvaluation evaluation = timed(KindEvaluationTest::truth);
    IncidenceFigures.CauseFigures death = evaluation.model().causes().get(0);
    assertThat(evaluation.baselines())
        .extracting(IncidenceFigures::title)
        .containsExactly("Aalen-Johansen (age × sex)", "Aalen-Johansen (everybody)");
    IncidenceFigures.CauseFigures table = evaluation.baselines().get(0).causes().get(0);
    IncidenceFigures.CauseFigures everybody = evaluation.baselines().get(1).causes().get(0);
    assertThat(death.concordance().estimate()).isBetween(.7, .9);
    assertThat(death.concordance().low()).isLessThan(death.concordance().estimate());
    assertThat(everybody.concordance().estimate()).isCloseTo(.5, within(1e-12));
    assertThat(everybody.concordanceDifference().excludes(0)).isTrue();
    assertThat(death.integratedBrier().estimate())
        .isLessThan(everybody.integratedBrier().estimate());
    assertThat(table.integratedBrier().estimate())
        .isLessThan(everybody.integratedBrier().estimate());
    assertThat(death.brier())
        .extracting(IncidenceFigures.BrierAt::day)
        .containsExactly(250, 500, 750, 1000);
  }

  /** Moving has the same hazard for all; who is likelier to die has less time left to move. */
  @Test
  void causeWithoutPredictorsRanksLittleBetterThanChance() {
    IncidenceFigures.CauseFigures move = timed(KindEvaluationTest::truth).model().causes().get(1);
    assertThat(move.concordance().estimate()).isBetween(.45, .65);
  }

  @Test
  void thirdsOfTrueProbabilitiesAreObservedAsTheySay() {
    List<CorpusExample> many =
        people(10_000, 40_000, Split.TEST).stream()
            .filter(e -> e.followUps().get("death").days() > 0)
            .toList();
    FollowedPeople people =
        FollowedPeople.of(many.stream().map(e -> e.followUps().get("death")).toList(), HORIZON);
    List<ObservedIncidence> thirds =
        ObservedIncidence.byThird(many, people, KindEvaluationTest::truth, 2);
    assertThat(thirds)
        .extracting(ObservedIncidence::third)
        .containsExactly(ObservedIncidence.Third.values());
    for (ObservedIncidence third : thirds) {
      Interval death = third.steps().get(third.steps().size() - 1).incidence().get(0);
      assertThat(death.estimate()).isCloseTo(third.meanPredicted(), within(.01));
      assertThat(death.high() - death.low()).isBetween(.001, .03);
      assertThat(third.steps().get(0).atRisk()).isEqualTo(third.people());
      assertThat(third.steps())
          .extracting(ObservedIncidence.Step::atRisk)
          .isSortedAccordingTo((one, other) -> other - one);
    }
  }

  @Test
  void thirdsOfFewPeopleAreNotTold() {
    List<CorpusExample> few =
        TEST.stream().filter(e -> e.followUps().get("death").days() > 0).limit(89).toList();
    FollowedPeople people =
        FollowedPeople.of(few.stream().map(e -> e.followUps().get("death")).toList(), HORIZON);
    assertThat(ObservedIncidence.byThird(few, people, KindEvaluationTest::truth, 2)).isEmpty();
    assertThat(timed(KindEvaluationTest::truth).observed()).hasSize(3);
  }

  @Test
  void whoWasNotFollowedIsCountedAndLeftOut() {
    TimeToEventEvaluation evaluation = timed(KindEvaluationTest::truth);
    long unknown =
        TEST.stream().filter(e -> e.followUps().get("death").equals(FollowUp.NONE)).count();
    assertThat(evaluation.unknown()).isEqualTo((int) unknown).isPositive();
    assertThat(evaluation.people()).isEqualTo(TEST.size() - (int) unknown);
    assertThat(evaluation.events()).allSatisfy(events -> assertThat(events).isPositive());
    assertThat(evaluation.censored()).isPositive();
  }

  @Test
  void classesByAgeAreAheadOfTheMostFrequentClass() {
    OrdinalEvaluation evaluation = ordinal(byAge());
    assertThat(evaluation.model().metrics().get(OrdinalMetric.QUADRATIC_KAPPA).estimate())
        .isGreaterThan(.6);
    AnswerFigures<OrdinalMetric> everybody = evaluation.baselines().get(1);
    assertThat(everybody.title()).isEqualTo("most frequent class");
    assertThat(everybody.metrics().get(OrdinalMetric.QUADRATIC_KAPPA).estimate()).isZero();
    assertThat(everybody.differences().get(OrdinalMetric.QUADRATIC_KAPPA).excludes(0)).isTrue();
  }

  @Test
  void evaluationComesBackFromJsonAndShowsItsTables() {
    Evaluation binary = TestingEvaluations.ofACoin("corpus-id");
    Evaluation evaluation =
        new Evaluation(
            binary.corpusId(),
            binary.bootstrap(),
            binary.outcomes(),
            List.of(ordinal(byAge())),
            List.of(timed(KindEvaluationTest::truth)),
            List.of(),
            List.of());
    String json = CanonicalJson.write(evaluation);
    assertThat(CanonicalJson.read(json, Evaluation.class)).isEqualTo(evaluation);
    assertThat(evaluation.summary())
        .contains("age-class, by class:")
        .contains("death, cause move:")
        .contains("Aalen-Johansen (age × sex)");
  }

  @Test
  void evaluationOfBinaryOutcomesAloneSaysNothingOfOtherKinds() {
    Evaluation evaluation = TestingEvaluations.ofACoin("corpus-id");
    String json = CanonicalJson.write(evaluation);
    assertThat(json).doesNotContain("timeToEvent", "ordinal", "counts\":[", "nextEvents");
    assertThat(CanonicalJson.read(json, Evaluation.class)).isEqualTo(evaluation);
    assertThat(KindTables.of(evaluation)).isEmpty();
  }

  @Test
  void figureWithoutABaselineIsRefused() {
    IncidenceFigures none = new IncidenceFigures("model", List.of());
    assertThatThrownBy(
            () ->
                new TimeToEventEvaluation("death", 1, 0, List.of(1), 0, none, List.of(), List.of()))
        .hasMessageContaining("a figure never stands alone");
  }

  @Test
  void servedCurvesAreStraightBetweenTheirCuts() {
    CorpusExample person = TEST.get(0);
    ServedCurves curves = new ServedCurves(List.of(100, 300));
    curves.put(person.sequence().person(), new float[][] {{.25f, .5f}, {0, .125f}});
    assertThat(curves.of(person, 1, 0)).isZero();
    assertThat(curves.of(person, 1, 50)).isCloseTo(.125, within(1e-9));
    assertThat(curves.of(person, 1, 200)).isCloseTo(.375, within(1e-9));
    assertThat(curves.of(person, 2, 300)).isCloseTo(.125, within(1e-9));
  }
}
