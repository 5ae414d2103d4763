package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.Examples;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** People with a known hazard of death, whom emigration takes or who are lost to follow-up. */
class CoxBaselineTest {

  private static final int HORIZON = 1_000;
  private static final int DEATH = 1;
  private static final int EMIGRATION = 2;

  private final Map<CorpusExample, int[]> fates = new HashMap<>();
  private final List<CorpusExample> train = people(0, 1_500);
  private final List<CorpusExample> validation = people(1_500, 2_000);
  private final List<CorpusExample> test = people(2_000, 4_000);
  private final CoxBaseline.FollowUps followUps =
      new CoxBaseline.FollowUps(e -> fates.get(e)[0], e -> fates.get(e)[1]);

  private List<CorpusExample> people(int from, int to) {
    List<CorpusExample> people = new ArrayList<>();
    for (int i = from; i < to; i++) {
      SplittableRandom random = new SplittableRandom(i);
      double age = 30 + 50 * random.nextDouble();
      int sex = random.nextInt(Examples.SEX_A, Examples.SEX_B + 1);
      double rate = Math.exp(-12 + .07 * age + (sex == Examples.SEX_B ? .8 : 0));
      int death = after(random, rate);
      int emigration = after(random, 3e-4);
      int lost = random.nextInt(4) == 0 ? random.nextInt(HORIZON) : HORIZON;
      int days = Math.min(Math.min(death, emigration), lost);
      int cause = days == death ? DEATH : days == emigration ? EMIGRATION : 0;
      OutcomeLabel label =
          cause == DEATH
              ? OutcomeLabel.POSITIVE
              : cause == 0 && days < HORIZON ? OutcomeLabel.UNKNOWN : OutcomeLabel.NEGATIVE;
      CorpusExample person =
          new CorpusExample(
              Examples.life(i, age, sex, random.nextInt(6)), Split.TRAIN, Map.of("death", label));
      fates.put(person, new int[] {days, days == 0 ? 0 : cause});
      people.add(person);
    }
    return people;
  }

  private static int after(SplittableRandom random, double rate) {
    return 1 + (int) Math.min(1e6, -Math.log(1 - random.nextDouble()) / rate);
  }

  private double observed() {
    // Of those who are followed to the end whatever happens, as if nobody were lost.
    double deaths = 0;
    double people = 0;
    for (int i = 10_000; i < 30_000; i++) {
      SplittableRandom random = new SplittableRandom(i);
      double age = 30 + 50 * random.nextDouble();
      int sex = random.nextInt(Examples.SEX_A, Examples.SEX_B + 1);
      double rate = Math.exp(-12 + .07 * age + (sex == Examples.SEX_B ? .8 : 0));
      int death = after(random, rate);
      int emigration = after(random, 3e-4);
      people++;
      deaths += death <= emigration && death <= HORIZON ? 1 : 0;
    }
    return deaths / people;
  }

  @Test
  void hazardsGiveTheIncidenceDespiteLossAndEmigration() {
    CoxBaseline cox = CoxBaseline.fit(train::stream, validation::stream, followUps);
    double mean = test.stream().mapToDouble(cox::probability).average().orElseThrow();
    assertThat(mean).isCloseTo(observed(), within(.03));
  }

  @Test
  void orderIsAsGoodAsLogisticRegressionsOnTheSamePeople() {
    LabelledExamples known = new LabelledExamples("death", test::stream);
    CoxBaseline cox = CoxBaseline.fit(train::stream, validation::stream, followUps);
    LogisticRegressionBaseline regression =
        LogisticRegressionBaseline.fit(
            new LabelledExamples("death", train::stream),
            new LabelledExamples("death", validation::stream));
    assertThat(Metric.AUROC.of(known.scores(cox)))
        .isGreaterThan(.7)
        .isGreaterThan(Metric.AUROC.of(known.scores(regression)) - .015);
  }

  @Test
  void withoutValidationPeopleTheStrongestPenaltyIsKept() {
    CoxBaseline cox = CoxBaseline.fit(train::stream, List.<CorpusExample>of()::stream, followUps);
    assertThat(test.stream().mapToDouble(cox::probability)).allMatch(p -> p > 0 && p < 1);
  }
}
