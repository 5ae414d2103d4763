package dev.norn.model.pretraining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.TestingLives;
import dev.norn.model.graph.Seeds;
import dev.norn.sequence.PersonSequence;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TokenMaskTest {

  @Test
  void neverAsksForStructureOrTheUnknown() {
    int[] tokens = {1, 4, 2, 5, 4, 2, 6, 7, 2, 8, 9, 2};
    PersonSequence life =
        TestingLives.sequence("p", tokens, new int[12], new float[12], new int[12]);
    for (long seed = 0; seed < 200; seed++) {
      TokenMask mask = TokenMask.draw(life, 25, Seeds.stream(seed, "t"));
      assertThat(mask.answers()).hasSize(3).doesNotHaveDuplicates();
      assertThat(mask.answers()).doesNotContain(1, 2, 4);
    }
  }

  @Test
  void masksMostReplacesATenthAndLeavesATenth() {
    PersonSequence life = wide(1000);
    TokenMask mask = TokenMask.draw(life, 5000, Seeds.stream(1, "t"));
    assertThat(mask.positions()).hasSize(300).doesNotHaveDuplicates();
    long left =
        Arrays.stream(mask.positions())
            .filter(at -> mask.tokens()[at] == life.tokens()[at])
            .count();
    long masked = Arrays.stream(mask.positions()).filter(at -> mask.tokens()[at] == 3).count();
    assertThat(left).isEqualTo(30);
    assertThat(masked).isEqualTo(240);
  }

  private static PersonSequence wide(int length) {
    int[] tokens = new int[length];
    for (int i = 0; i < length; i++) {
      tokens[i] = i == 0 ? 1 : 5 + i;
    }
    return TestingLives.sequence("p", tokens, new int[length], new float[length], new int[length]);
  }
}
