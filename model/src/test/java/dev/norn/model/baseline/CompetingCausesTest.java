package dev.norn.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CompetingCausesTest {

  private static final double[] NOTHING = {};

  /** Hazards 1/3 of cause 1 at time 1, 1/2 of cause 2 at time 2. */
  @Test
  void whomAnotherCauseTakesCanNoLongerHaveTheEvent() {
    CompetingCauses causes =
        CompetingCauses.fit(
            FollowedPeople.fromZero(new double[3][0], new double[] {1, 2, 3}, new int[] {1, 2, 0}),
            0);
    double first = 1 - Math.exp(-1. / 3);
    assertThat(causes.incidence(1, NOTHING, .5)).isZero();
    assertThat(causes.incidence(1, NOTHING, 1)).isCloseTo(first, within(1e-12));
    assertThat(causes.incidence(1, NOTHING, 9)).isCloseTo(first, within(1e-12));
    assertThat(causes.incidence(2, NOTHING, 9))
        .isCloseTo((1 - first) * (1 - Math.exp(-1. / 2)), within(1e-12));
  }

  @Property(tries = 60)
  void causesAndNothingSumToOneAndOnlyGrow(
      @ForAll long seed, @ForAll @IntRange(min = 5, max = 60) int people) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] x = new double[people][3];
    double[] exit = new double[people];
    int[] cause = new int[people];
    for (int i = 0; i < people; i++) {
      x[i] = new double[] {random.nextDouble() * 50, random.nextInt(2), random.nextInt(3)};
      exit[i] = 1 + random.nextInt(20);
      cause[i] = i < 2 ? i + 1 : random.nextInt(3);
    }
    CompetingCauses causes = CompetingCauses.fit(FollowedPeople.fromZero(x, exit, cause), 1);
    double[] person = x[random.nextInt(people)];
    double before = 0;
    for (double until = 0; until < 22; until += .5) {
      double first = causes.incidence(1, person, until);
      double second = causes.incidence(2, person, until);
      assertThat(first + second + causes.free(person, until)).isCloseTo(1, within(1e-9));
      assertThat(first).isBetween(before, 1.);
      before = first;
    }
  }
}
