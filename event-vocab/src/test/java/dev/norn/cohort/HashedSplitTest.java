package dev.norn.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HashedSplitTest {

  private static final HashedSplit RULE = new HashedSplit(2020, 0.7, 0.15, 0.15, null);

  /** A person never changes side, not even with another version of Norn. */
  @Test
  void sidesArePinned() {
    StringBuilder sides = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      sides.append(RULE.of("person-" + i, List.of()).name().charAt(1));
    }

    assertThat(sides).hasToString("RRRRRRRRRARRRERRRERR");
    assertThat(RULE.of(Lives.PERSON.value(), List.of())).isEqualTo(Split.TRAIN);
  }

  @Test
  void sharesAreMet() {
    Map<Split, Integer> counts = new EnumMap<>(Split.class);
    for (int i = 0; i < 20_000; i++) {
      counts.merge(RULE.of("person-" + i, List.of()), 1, Integer::sum);
    }

    assertThat(counts.get(Split.TRAIN)).isBetween(13_700, 14_300);
    assertThat(counts.get(Split.VALIDATION)).isBetween(2_800, 3_200);
    assertThat(counts.get(Split.TEST)).isBetween(2_800, 3_200);
  }

  @Test
  void anotherSeedDrawsAnotherSplit() {
    HashedSplit other = new HashedSplit(2021, 0.7, 0.15, 0.15, null);
    long moved = 0;
    for (int i = 0; i < 1_000; i++) {
      String person = "person-" + i;
      moved += RULE.of(person, List.of()) == other.of(person, List.of()) ? 0 : 1;
    }

    assertThat(moved).isGreaterThan(300);
  }

  @Test
  void statedTestSideWinsOverTheHash() {
    HashedSplit stated =
        new HashedSplit(
            2020, 0.7, 0.15, 0.15, new HashedSplit.Stated("work", "industry", List.of("7")));
    LifeEvent seven = Lives.fact("work", "j1", "2010-01-01", "industry", "7");
    LifeEvent eight = Lives.fact("work", "j1", "2010-01-01", "industry", "8");

    for (int i = 0; i < 50; i++) {
      String person = "person-" + i;
      assertThat(stated.of(person, List.of(eight, seven))).isEqualTo(Split.TEST);
      assertThat(stated.of(person, List.of(eight))).isEqualTo(RULE.of(person, List.of()));
    }
  }

  @Test
  void sharesMustSumToOne() {
    assertThatThrownBy(() -> new HashedSplit(1, 0.7, 0.2, 0.2, null)).hasMessageContaining("sum");
    assertThatThrownBy(() -> new HashedSplit(1, 1.2, -0.1, -0.1, null)).hasMessageContaining("sum");
    assertThatThrownBy(() -> new HashedSplit(1, 0, 0.5, 0.5, null)).hasMessageContaining("train");
    assertThatThrownBy(() -> new HashedSplit(1, Double.NaN, 0, 0, null))
        .hasMessageContaining("sum");
  }
}
