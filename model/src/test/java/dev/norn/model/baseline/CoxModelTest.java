package dev.norn.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against estimates found by hand: of few people the maximum has a formula. */
class CoxModelTest {

  private static final double EXACT = 1e-8;

  private static double[][] column(double... x) {
    return Arrays.stream(x).mapToObj(value -> new double[] {value}).toArray(double[][]::new);
  }

  /** With r = exp(b): r / (2r + 1) · 1 / (r + 1), greatest at r = 1 / √2. */
  @Test
  void threeEventsOneAfterAnother() {
    FollowedPeople people =
        FollowedPeople.fromZero(column(1, 0, 1), new double[] {1, 2, 3}, new int[] {1, 1, 1});
    CoxModel model = CoxModel.fit(people, 1, 0);
    assertThat(model.converged()).isTrue();
    assertThat(model.coefficients()[0]).isCloseTo(-Math.log(2) / 2, within(EXACT));
    double r = Math.sqrt(.5);
    assertThat(model.logLikelihood(people))
        .isCloseTo(Math.log(r / (2 * r + 1) / (r + 1)), within(EXACT));
  }

  /** r / ((r + 2) · (r / 2 + 3 / 2)), greatest at r = √6. */
  @Test
  void tiesAreEfrons() {
    FollowedPeople people =
        FollowedPeople.fromZero(column(1, 0, 0), new double[] {1, 1, 2}, new int[] {1, 1, 0});
    assertThat(CoxModel.fit(people, 1, 0).coefficients()[0])
        .isCloseTo(Math.log(6) / 2, within(EXACT));
  }

  /** The third is not at risk of the first event: r / (r + 1) · 1 / (1 + r), greatest at r = 1. */
  @Test
  void whoEntersLaterIsNotAtRiskBefore() {
    FollowedPeople people =
        new FollowedPeople(
            column(1, 0, 1), new double[] {0, 0, 1}, new double[] {1, 2, 3}, new int[] {1, 1, 1});
    assertThat(CoxModel.fit(people, 1, 0).coefficients()[0]).isCloseTo(0, within(EXACT));
  }

  @Test
  void otherCausesOnlyEndObservation() {
    double[][] x = column(1, 0, 1, 0, 1);
    double[] exit = {1, 2, 3, 4, 5};
    CoxModel competing =
        CoxModel.fit(FollowedPeople.fromZero(x, exit, new int[] {1, 2, 1, 1, 0}), 1, 0);
    CoxModel censored =
        CoxModel.fit(FollowedPeople.fromZero(x, exit, new int[] {1, 0, 1, 1, 0}), 1, 0);
    assertThat(competing.coefficients()).containsExactly(censored.coefficients());
  }

  @Test
  void baselineHazardWithoutColumnsIsEventsOverPeopleAtRisk() {
    FollowedPeople people =
        FollowedPeople.fromZero(
            new double[4][0], new double[] {1, 2, 2, 3}, new int[] {1, 1, 1, 0});
    CoxModel model = CoxModel.fit(people, 1, 0);
    assertThat(model.cumulativeHazard(.9)).isZero();
    assertThat(model.cumulativeHazard(1)).isCloseTo(1. / 4, within(EXACT));
    assertThat(model.cumulativeHazard(9)).isCloseTo(1. / 4 + 2. / 3, within(EXACT));
  }

  @Test
  void partedPeopleHaveNoMaximumUnlessThereIsAPenalty() {
    FollowedPeople people =
        FollowedPeople.fromZero(
            column(1, 1, 0, 0), new double[] {1, 2, 3, 4}, new int[] {1, 1, 0, 0});
    assertThat(CoxModel.fit(people, 1, 1).coefficients()[0]).isBetween(.1, 3.);
    assertThat(CoxModel.fit(people, 1, 1).converged()).isTrue();
    assertThat(CoxModel.fit(people, 1, 0).coefficients()[0]).isGreaterThan(5);
  }

  @Test
  void penaltyIsOnStandardisedColumns() {
    FollowedPeople years =
        FollowedPeople.fromZero(
            column(40, 50, 70, 65), new double[] {4, 3, 1, 2}, new int[] {1, 0, 1, 1});
    FollowedPeople days =
        FollowedPeople.fromZero(
            column(40 * 365, 50 * 365, 70 * 365, 65 * 365),
            new double[] {4, 3, 1, 2},
            new int[] {1, 0, 1, 1});
    assertThat(CoxModel.fit(days, 1, .5).coefficients()[0] * 365)
        .isCloseTo(CoxModel.fit(years, 1, .5).coefficients()[0], within(1e-6));
  }

  @Test
  void constantAndRepeatedColumnsGetNothing() {
    FollowedPeople people =
        FollowedPeople.fromZero(
            new double[][] {{7, 1, 2}, {7, 0, 0}, {7, 1, 2}},
            new double[] {1, 2, 3},
            new int[] {1, 1, 1});
    double[] found = CoxModel.fit(people, 1, 0).coefficients();
    assertThat(found[0]).isZero();
    assertThat(found[1]).isCloseTo(-Math.log(2) / 2, within(EXACT));
    assertThat(found[2]).isZero();
  }

  /** Hazards planted: 1 for a unit of the first column, −0.5 of the second, 0 of the rest. */
  @Test
  void plantedHazardsAreFound() {
    SplittableRandom random = new SplittableRandom(5);
    int count = 4_000;
    double[][] x = new double[count][5];
    double[] enter = new double[count];
    double[] exit = new double[count];
    int[] causes = new int[count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < 5; j++) {
        x[i][j] = j < 2 ? random.nextDouble() * 2 - 1 : random.nextInt(4) == 0 ? 1 : 0;
      }
      double rate = Math.exp(x[i][0] - .5 * x[i][1]);
      enter[i] = random.nextDouble() * .5;
      // Without memory: from the entry on the waiting time is as from 0.
      double event = enter[i] - Math.log(1 - random.nextDouble()) / rate;
      double end = enter[i] + random.nextDouble() * 2;
      exit[i] = Math.min(event, end);
      causes[i] = event <= end ? 1 : 0;
    }
    CoxModel model = CoxModel.fit(new FollowedPeople(x, enter, exit, causes), 1, 0);
    assertThat(model.coefficients()).containsExactly(new double[] {1, -.5, 0, 0, 0}, within(.12));
    assertThat(model.cumulativeHazard(1)).isCloseTo(1, within(.08));
  }

  @Test
  void followUpThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(
            () -> FollowedPeople.fromZero(column(1, 2), new double[] {3, 0}, new int[] {0, 0}))
        .hasMessageContaining("[follow-up of person 1]")
        .hasMessageContaining("leave out who was never observed");
  }
}
