package dev.norn.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CohortRanksTest {

  @Test
  void tenthsAreOfEqualSizeAndRiseWithTheProbability() {
    CohortRanks ranks = new CohortRanks();
    SplittableRandom random = new SplittableRandom(1);
    double[] probabilities = random.doubles(1_000).toArray();
    for (double probability : probabilities) {
      ranks.add(30 + 40 * (float) random.nextDouble(), null, probability);
    }
    int[] people = new int[11];
    for (double probability : probabilities) {
      people[ranks.decile(probability)]++;
    }
    assertThat(people).containsExactly(0, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100);
    assertThat(ranks.decile(0)).isEqualTo(1);
  }

  @Test
  void thePercentileIsAmongPeopleOfTheSameSexAndFiveYearsOfAge() {
    CohortRanks ranks = new CohortRanks();
    for (int i = 0; i < 100; i++) {
      ranks.add(42, "SEX_F", i / 1_000.0);
      ranks.add(44.9f, "SEX_M", 0.5 + i / 1_000.0);
    }
    assertThat(ranks.percentile(40.1f, "SEX_F", 0.05).getAsDouble()).isEqualTo(50.5);
    assertThat(ranks.percentile(40.1f, "SEX_M", 0.55).getAsDouble()).isEqualTo(50.5);
    assertThat(ranks.percentile(45, "SEX_F", 0.05)).isEmpty();
  }

  @Test
  void tiesCountAsHalfAndShareATenth() {
    CohortRanks ranks = new CohortRanks();
    for (int i = 0; i < 40; i++) {
      ranks.add(50, null, 0.2);
    }
    assertThat(ranks.percentile(50, null, 0.2).getAsDouble()).isEqualTo(50);
    assertThat(ranks.decile(0.2)).isEqualTo(1);
  }

  @Test
  void fewerThanTwentyPeersAreNotComparedWith() {
    CohortRanks ranks = new CohortRanks();
    for (int i = 0; i < 19; i++) {
      ranks.add(50, null, i / 100.0);
    }
    assertThat(ranks.percentile(50, null, 0.1)).isEmpty();
  }
}
