package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.outcome.FollowUp;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CompetingRisksTest {

  /** Event on day 3, competing event on day 1, censored on day 2, followed to the end on day 4. */
  private static final FollowedPeople FOUR =
      new FollowedPeople(new int[] {3, 1, 2, 4}, new int[] {1, 2, 0, 0}, 4);

  private static final double[] RISKS = {.5, .7, .1, .2};

  private static int[] once(FollowedPeople people) {
    int[] counts = new int[people.people()];
    Arrays.fill(counts, 1);
    return counts;
  }

  private static double concordance(FollowedPeople people, int cause, double... risks) {
    return new Concordance(people, cause, risks).of(once(people));
  }

  @Test
  void nobodyIsCensoredByTheEndOfTheHorizon() {
    // Day 2: one of three at risk is censored; on day 4 one is followed to the end.
    assertThat(FOUR.uncensoredBefore(once(FOUR)))
        .containsExactly(new double[] {1, 1, 1, 2 / 3.0, 2 / 3.0}, within(1e-12));
  }

  @Test
  void eventsOfADayComeBeforeItsCensorings() {
    FollowedPeople people = new FollowedPeople(new int[] {2, 2, 3}, new int[] {1, 0, 0}, 3);
    // Of three, one has the event first; of the two left one is censored.
    assertThat(people.uncensoredBefore(once(people))).containsExactly(1, 1, 1, .5);
  }

  @Test
  void withoutCensoringAnIncidenceAndItsVarianceAreThoseOfAShare() {
    SplittableRandom random = new SplittableRandom(7);
    int people = 60;
    List<FollowUp> group =
        IntStream.range(0, people)
            .mapToObj(i -> new FollowUp(1 + random.nextInt(20), 1 + random.nextInt(2)))
            .toList();
    AalenJohansen observed = AalenJohansen.of(group, 2);
    for (int day = 1; day < 20; day++) {
      int until = day;
      double share =
          group.stream().filter(each -> each.cause() == 1 && each.days() <= until).count()
              / (double) people;
      assertThat(observed.at(1, day)).isCloseTo(share, within(1e-12));
      assertThat(observed.variance(1, day)).isCloseTo(share * (1 - share) / people, within(1e-12));
    }
  }

  @Test
  void concordanceWithoutCensoringIsTheShareOfOrderedPairs() {
    FollowedPeople people = new FollowedPeople(new int[] {1, 2, 3}, new int[] {1, 1, 0}, 3);
    // Day 1 above both others, day 2 not above the survivor: two of three pairs.
    assertThat(concordance(people, 1, .9, .5, .7)).isCloseTo(2 / 3.0, within(1e-12));
    // The survivor is tied with day 2: half.
    assertThat(concordance(people, 1, .9, .5, .5)).isCloseTo(2.5 / 3, within(1e-12));
    assertThat(concordance(people, 1, .4, .4, .4)).isCloseTo(.5, within(1e-12));
  }

  @Test
  void concordanceWeighsLatePairsForThoseWhoWereCensored() {
    FollowedPeople people =
        new FollowedPeople(new int[] {1, 2, 3, 4, 4}, new int[] {1, 0, 1, 0, 0}, 4);
    // Day 1 against four others, weight 1: above three. Uncensored before day 3: 3/4; day 3 against
    // two, weight 16/9: above one. (3 + 16/9) / (4 + 32/9) = 43/68.
    assertThat(concordance(people, 1, .5, .9, .4, .3, .45)).isCloseTo(43 / 68.0, within(1e-12));
  }

  @Test
  void whoHadACompetingEventFirstIsComparedToo() {
    // Event on day 3 against the survivor, weight 9/4: above. Against the competing event on day 1,
    // weight 1 / (2/3 · 1) = 3/2: below. The censored can be compared with neither.
    assertThat(concordance(FOUR, 1, RISKS)).isCloseTo(2.25 / 3.75, within(1e-12));
  }

  @Test
  void concordanceWithoutAnEventIsUndefined() {
    assertThat(concordance(FOUR, 3, RISKS)).isNaN();
  }

  @Test
  void concordanceIsThatOfAllPairsWrittenOut() {
    SplittableRandom random = new SplittableRandom(4);
    for (int trial = 0; trial < 20; trial++) {
      int n = 60;
      int[] days = random.ints(n, 1, 13).toArray();
      int[] causes = random.ints(n, 0, 3).toArray();
      int[] counts = random.ints(n, 0, 3).toArray();
      double[] risks = random.ints(n, 0, 9).asDoubleStream().toArray();
      FollowedPeople people = new FollowedPeople(days, causes, 12);
      assertThat(new Concordance(people, 1, risks).of(counts))
          .isCloseTo(written(people, risks, counts), within(1e-9));
    }
  }

  private static double written(FollowedPeople people, double[] risks, int[] counts) {
    double[] uncensored = people.uncensoredBefore(counts);
    double ordered = 0;
    double all = 0;
    for (int i = 0; i < counts.length; i++) {
      int day = people.days()[i];
      for (int j = 0; j < counts.length && people.causes()[i] == 1; j++) {
        int other = people.days()[j];
        boolean longer = other > day || (other == day && people.causes()[j] == 0);
        boolean competing = other <= day && people.causes()[j] == 2;
        if (counts[i] * counts[j] > 0 && (longer || competing)) {
          double weight =
              counts[i] * counts[j] / uncensored[day] / uncensored[longer ? day : other];
          ordered += weight * (risks[i] > risks[j] ? 1 : risks[i] == risks[j] ? .5 : 0);
          all += weight;
        }
      }
    }
    return ordered / all;
  }

  @Test
  void brierScoreLeavesTheCensoredToOthers() {
    double[][] predicted = {RISKS};
    // On day 3: (1 − .5)² / (2/3) + (0 − .7)² / 1 + nothing + (0 − .2)² / (2/3), over four people.
    assertThat(new IncidenceError(FOUR, 1, new int[] {3}, predicted).of(once(FOUR))[0])
        .isCloseTo((.375 + .49 + .06) / 4, within(1e-12));
    // On day 2, when the censored was still seen: .25 + .49 + .01 + .04.
    assertThat(new IncidenceError(FOUR, 1, new int[] {2}, predicted).of(once(FOUR))[0])
        .isCloseTo(.79 / 4, within(1e-12));
  }

  @Test
  void brierScoreIsIntegratedByTrapezia() {
    // (0 + .2) / 2 · 2 + (.2 + .4) / 2 · 2 = .8, over four days.
    assertThat(IncidenceError.integrated(new int[] {2, 4}, new double[] {.2, .4}))
        .isCloseTo(.2, within(1e-12));
  }

  @Test
  void aalenJohansenAddsWhatEachCauseTakesFromTheFree() {
    AalenJohansen curve =
        AalenJohansen.of(
            List.of(new FollowUp(1, 1), new FollowUp(2, 0), new FollowUp(3, 2), new FollowUp(4, 1)),
            2);
    // 1/4; then of 3/4 free, half of the two at risk; then all that is left.
    assertThat(curve.at(1, 0)).isZero();
    assertThat(curve.at(1, 2)).isCloseTo(.25, within(1e-12));
    assertThat(curve.at(2, 3)).isCloseTo(.375, within(1e-12));
    assertThat(curve.at(1, 9)).isCloseTo(.625, within(1e-12));
  }
}
