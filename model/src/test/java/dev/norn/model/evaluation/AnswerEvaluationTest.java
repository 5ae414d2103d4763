package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.CanonicalJson;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.Examples;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Counts are Poisson about a mean that rises with age. What comes next is of the class that the
 * last token tells, now and then of another, and nothing comes of a tenth.
 */
class AnswerEvaluationTest {

  private static final Set<Integer> SEX = Set.of(Examples.SEX_A, Examples.SEX_B);
  private static final List<String> CLASSES = List.of("a", "b", "other");
  private static final int FIRST_EVENT = 7;
  private static final StratifiedBootstrap BOOTSTRAP = new StratifiedBootstrap(100, 3, .95);

  private static final List<CorpusExample> TRAIN = people(0, 3_000, Split.TRAIN);
  private static final List<CorpusExample> HELD = people(3_000, 4_000, Split.VALIDATION);
  private static final List<CorpusExample> TEST = people(4_000, 5_000, Split.TEST);
  private static final SplitExamples SPLITS =
      new SplitExamples(TRAIN::stream, HELD::stream, TEST::stream);

  private static List<CorpusExample> people(int from, int to, Split split) {
    List<CorpusExample> people = new ArrayList<>();
    for (int i = from; i < to; i++) {
      SplittableRandom random = new SplittableRandom(i);
      double age = 30 + 50 * random.nextDouble();
      CorpusExample person =
          new CorpusExample(Examples.life(i, age, Examples.SEX_A, 3), split, labels());
      int visits = poisson(mean(age), random);
      boolean known = random.nextInt(20) > 0;
      Map<String, Integer> answers =
          known ? Map.of("visits", visits, "next", next(person, random)) : Map.of();
      people.add(new CorpusExample(person.sequence(), split, labels(), Map.of(), answers));
    }
    return people;
  }

  private static Map<String, OutcomeLabel> labels() {
    return Map.of("visits", OutcomeLabel.UNKNOWN, "next", OutcomeLabel.UNKNOWN);
  }

  private static double mean(double age) {
    return Math.exp(.03 * (age - 50));
  }

  /** Arrivals of a unit rate within the mean. */
  private static int poisson(double mean, SplittableRandom random) {
    int count = 0;
    double at = -Math.log(1 - random.nextDouble());
    while (at < mean) {
      count++;
      at -= Math.log(1 - random.nextDouble());
    }
    return count;
  }

  private static int told(CorpusExample person) {
    int[] tokens = person.sequence().tokens();
    return (tokens[tokens.length - 2] - FIRST_EVENT) % 3;
  }

  private static int next(CorpusExample person, SplittableRandom random) {
    int lot = random.nextInt(10);
    return lot == 0 ? 3 : lot == 1 ? random.nextInt(3) : told(person);
  }

  private static CountEvaluation counts(double[] expected) {
    return CountEvaluation.of("visits", SPLITS, expected, BOOTSTRAP, SEX, 1);
  }

  private static double[] expected() {
    return TEST.stream().mapToDouble(person -> mean(person.ageAtLandmark())).toArray();
  }

  /** The truth: a tenth none, a tenth by lot, the rest as told. */
  private static double[][] probabilities() {
    return TEST.stream()
        .map(
            person -> {
              double[] each = {.1 / 3, .1 / 3, .1 / 3, .1};
              each[told(person)] += .8;
              return each;
            })
        .toArray(double[][]::new);
  }

  private static NextEventEvaluation next(double[][] probabilities) {
    return NextEventEvaluation.of("next", CLASSES, SPLITS, probabilities, BOOTSTRAP, SEX, 1);
  }

  private static <M extends Enum<M> & AnswerMetric> AnswerFigures<M> named(
      List<AnswerFigures<M>> figures, String title) {
    return figures.stream().filter(each -> each.title().equals(title)).findFirst().orElseThrow();
  }

  @Test
  void trueMeansAreAheadOfTheMeanAndTreesComeNearThem() {
    CountEvaluation evaluation = counts(expected());
    assertThat(evaluation.model().metrics().get(CountMetric.EXPECTED_BY_OBSERVED).low())
        .isLessThan(1);
    assertThat(evaluation.model().metrics().get(CountMetric.EXPECTED_BY_OBSERVED).high())
        .isGreaterThan(1);
    Interval overMean =
        named(evaluation.baselines(), "mean count").differences().get(CountMetric.DEVIANCE);
    assertThat(overMean.high()).isLessThan(0);
    Interval overTrees =
        named(evaluation.baselines(), GrownTrees.TITLE).differences().get(CountMetric.DEVIANCE);
    assertThat(overTrees.estimate()).isBetween(-.1, .02);
    assertThat(evaluation.people() + evaluation.unknown()).isEqualTo(TEST.size());
    assertThat(evaluation.unknown()).isPositive();
  }

  @Test
  void devianceIsNothingWhereEachCountIsExpectedAndPoissonsOtherwise() {
    int[] once = {1, 1};
    assertThat(CountMetric.DEVIANCE.of(new int[] {0, 3}, new double[] {0, 3}, once))
        .isCloseTo(0, within(1e-8));
    double ofTwo = 2 * (2 * Math.log(2 / .5) - 2 + .5);
    assertThat(CountMetric.DEVIANCE.of(new int[] {2, 0}, new double[] {.5, .5}, once))
        .isCloseTo((ofTwo + 1) / 2, within(1e-12));
    assertThat(CountMetric.MEAN_ABSOLUTE_ERROR.of(new int[] {2, 0}, new double[] {.5, .5}, once))
        .isEqualTo(1);
  }

  @Test
  void bigramAndTreesLearnWhatComesNextAndSharesDoNot() {
    NextEventEvaluation evaluation = next(probabilities());
    double truth = evaluation.model().metrics().get(NextEventMetric.LOG_LOSS).estimate();
    for (String title : List.of(GrownTrees.TITLE, "bigram (Kneser-Ney)")) {
      AnswerFigures<NextEventMetric> learnt = named(evaluation.baselines(), title);
      assertThat(learnt.metrics().get(NextEventMetric.LOG_LOSS).estimate())
          .as(title)
          .isBetween(truth - .02, truth + .1);
      assertThat(learnt.metrics().get(NextEventMetric.TOP_ONE).estimate())
          .as(title)
          .isGreaterThan(.85);
    }
    AnswerFigures<NextEventMetric> shares = named(evaluation.baselines(), "shares of classes");
    assertThat(shares.differences().get(NextEventMetric.LOG_LOSS).high()).isLessThan(-.3);
    assertThat(shares.metrics().get(NextEventMetric.TOP_THREE).estimate()).isEqualTo(1);
    assertThat(evaluation.counts()).hasSize(4).allSatisfy(c -> assertThat(c).isPositive());
  }

  @Test
  void whoHadNoNextEventHasNoPartInRanks() {
    double[] probabilities = {.2, .3, .1, .4};
    assertThat(NextEventMetric.TOP_ONE.of(3, probabilities)).isNaN();
    assertThat(NextEventMetric.TOP_ONE.of(1, probabilities)).isEqualTo(1);
    assertThat(NextEventMetric.TOP_ONE.of(0, probabilities)).isZero();
    assertThat(NextEventMetric.LOG_LOSS.of(3, probabilities))
        .isCloseTo(-Math.log(.4), within(1e-12));
  }

  @Test
  void evaluationComesBackFromJsonAndShowsItsTables() {
    Evaluation binary = TestingEvaluations.ofACoin("corpus-id");
    Evaluation evaluation =
        new Evaluation(
            binary.corpusId(),
            binary.bootstrap(),
            binary.outcomes(),
            List.of(),
            List.of(),
            List.of(counts(expected())),
            List.of(next(probabilities())));
    String json = CanonicalJson.write(evaluation);
    assertThat(CanonicalJson.read(json, Evaluation.class)).isEqualTo(evaluation);
    assertThat(evaluation.summary()).contains("visits, how many:", "next, which class:", "bigram");
  }
}
