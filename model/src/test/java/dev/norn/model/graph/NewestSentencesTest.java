package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.TestingLives;
import dev.norn.sequence.PersonSequence;
import org.junit.jupiter.api.Test;

class NewestSentencesTest {

  private static PersonSequence life(int... tokens) {
    int[] days = new int[tokens.length];
    for (int i = 0; i < days.length; i++) {
      days[i] = 100 + i;
    }
    return TestingLives.sequence(
        "p", tokens, days, new float[tokens.length], new int[tokens.length]);
  }

  private final PersonSequence life = life(1, 5, 2, 6, 7, 2, 8, 2, 9, 10, 2);

  @Test
  void backgroundAndTheNewestWholeSentencesStay() {
    assertThat(NewestSentences.of(life, 9).tokens()).containsExactly(1, 5, 2, 8, 2, 9, 10, 2);
    assertThat(NewestSentences.of(life, 8).tokens()).containsExactly(1, 5, 2, 8, 2, 9, 10, 2);
    assertThat(NewestSentences.of(life, 7).tokens()).containsExactly(1, 5, 2, 9, 10, 2);
    assertThat(NewestSentences.of(life, 7).days()).containsExactly(100, 101, 102, 108, 109, 110);
    assertThat(NewestSentences.of(life, 5).tokens()).containsExactly(1, 5, 2);
    assertThat(NewestSentences.of(life, 2).tokens()).containsExactly(1, 5);
  }

  @Test
  void whatFitsIsLeftAlone() {
    assertThat(NewestSentences.of(life, 11)).isSameAs(life);
  }
}
