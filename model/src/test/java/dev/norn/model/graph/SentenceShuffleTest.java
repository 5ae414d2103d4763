package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.TestingLives;
import dev.norn.sequence.PersonSequence;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SentenceShuffleTest {

  private final int[] tokens = {1, 20, 21, 22, 2, 5, 6, 7, 8, 9, 10, 2, 11, 12, 2};
  private final PersonSequence life =
      TestingLives.sequence(
          "p", tokens, new int[tokens.length], new float[tokens.length], new int[tokens.length]);

  @Test
  void tokensStayWithinTheirSentenceAndTheBackgroundStays() {
    int[] shuffled = SentenceShuffle.shuffled(life, new SplittableRandom(4)).tokens();
    assertThat(shuffled).startsWith(1, 20, 21, 22, 2).isNotEqualTo(tokens);
    assertThat(Arrays.copyOfRange(shuffled, 5, 11)).containsExactlyInAnyOrder(5, 6, 7, 8, 9, 10);
    assertThat(shuffled[11]).isEqualTo(2);
    assertThat(shuffled[14]).isEqualTo(2);
  }

  @Test
  void originalIsNotTouched() {
    SentenceShuffle.shuffled(life, new SplittableRandom(4));
    assertThat(life.tokens()).startsWith(1, 20, 21, 22, 2, 5, 6, 7, 8, 9, 10);
  }
}
