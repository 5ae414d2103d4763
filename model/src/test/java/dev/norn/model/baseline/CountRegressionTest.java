package dev.norn.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.TestingLives;
import dev.norn.model.finetuning.CountFeatures;
import dev.norn.sequence.PersonSequence;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CountRegressionTest {

  private static final int EVENT = 7;
  private static final int DAY_ZERO = 42_000;

  /** One event so many days before the landmark, more than once on that day. */
  private static PersonSequence life(double age, int daysAgo, int times) {
    int[] tokens = new int[2 + times];
    int[] days = new int[tokens.length];
    float[] ages = new float[tokens.length];
    tokens[0] = 1;
    tokens[1] = 2;
    for (int i = 0; i < tokens.length; i++) {
      days[i] = DAY_ZERO;
      ages[i] = (float) age;
    }
    for (int i = 2; i < tokens.length; i++) {
      tokens[i] = EVENT;
      days[i] = DAY_ZERO - daysAgo;
      ages[i] = (float) (age - daysAgo / 365.25);
    }
    return TestingLives.sequence("one", tokens, days, ages, new int[tokens.length]);
  }

  @Test
  void countsAreLogarithmsOfSumsThatHalveWithTime() {
    int tokens = TestingLives.VOCABULARY;
    Map<Integer, Double> values = new CountFeatures(tokens).of(life(70, 2 * 1461, 3));
    assertThat(values).hasSize(3 + CountFeatures.AGES);
    assertThat(values.get(EVENT)).isCloseTo(Math.log1p(3), within(1e-12));
    assertThat(values.get(tokens + EVENT)).isCloseTo(Math.log1p(3. / 16), within(1e-12));
    assertThat(values.get(2 * tokens + EVENT)).isCloseTo(Math.log1p(3. / 65536), within(1e-12));
    // Twenty years from fifty; forty above thirty, ten above sixty, none above eighty.
    assertThat(values.get(3 * tokens)).isCloseTo(1, within(1e-12));
    assertThat(values.get(3 * tokens + 1)).isCloseTo(2, within(1e-12));
    assertThat(values.get(3 * tokens + 4)).isCloseTo(.5, within(1e-12));
    assertThat(values.get(3 * tokens + 6)).isZero();
  }

  @Test
  void tokensBeyondTheVocabularyAreLeftOut() {
    assertThat(new CountFeatures(EVENT).of(life(70, 10, 3))).hasSize(CountFeatures.AGES);
  }

  @Test
  void regressionFindsAgeOfACohortOfNearlyOneAge() {
    SplittableRandom random = new SplittableRandom(3);
    List<CountRegression.Labelled> people =
        random
            .doubles(6_000, 29, 33)
            .mapToObj(
                age ->
                    new CountRegression.Labelled(
                        life(age, random.nextInt(2_000), random.nextInt(4)),
                        random.nextDouble() < risk(age)))
            .toList();
    CountRegression regression =
        CountRegression.fit(
            TestingLives.VOCABULARY,
            people.subList(0, 4_000)::stream,
            people.subList(4_000, 6_000)::stream);
    for (double age = 29.5; age < 33; age += 1) {
      double found = 1 / (1 + Math.exp(-regression.logit(life(age, 100, 0))));
      assertThat(found).isCloseTo(risk(age), within(.06));
    }
    assertThat(regression.coefficients()).hasSize(3 * TestingLives.VOCABULARY + CountFeatures.AGES);
  }

  private static double risk(double age) {
    return 1 / (1 + Math.exp(-1.5 * (age - 31)));
  }

  @Test
  void withoutValidationPeopleTheStrongestPenaltyIsKept() {
    List<CountRegression.Labelled> people =
        List.of(
            new CountRegression.Labelled(life(40, 10, 3), true),
            new CountRegression.Labelled(life(50, 10, 0), false),
            new CountRegression.Labelled(life(45, 10, 1), false));
    CountRegression regression =
        CountRegression.fit(
            TestingLives.VOCABULARY, people::stream, List.<CountRegression.Labelled>of()::stream);
    assertThat(Math.abs(regression.coefficients()[EVENT])).isLessThan(.01);
  }
}
