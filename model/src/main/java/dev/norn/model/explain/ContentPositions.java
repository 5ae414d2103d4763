package dev.norn.model.explain;

import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The positions of a life that hold a register's token; special ones hold its form. */
final class ContentPositions {

  private ContentPositions() {}

  /** In their order; an unknown token is one of a register's. */
  static int[] of(PersonSequence life) {
    return IntStream.range(0, life.length())
        .filter(at -> life.tokens()[at] >= SpecialToken.UNK.id())
        .toArray();
  }

  /** The same, and the first, which carries the age at the landmark. */
  static int[] withFirst(PersonSequence life) {
    return IntStream.concat(IntStream.of(0), IntStream.of(of(life))).toArray();
  }

  /**
   * The life without some positions. A sentence whose tokens are all left out keeps its end.
   *
   * @param left by position
   */
  static PersonSequence without(PersonSequence life, boolean[] left) {
    int[] kept = IntStream.range(0, life.length()).filter(at -> !left[at]).toArray();
    float[] ages = new float[kept.length];
    for (int i = 0; i < kept.length; i++) {
      ages[i] = life.ages()[kept[i]];
    }
    return new PersonSequence(
        life.person(),
        Arrays.stream(kept).map(at -> life.tokens()[at]).toArray(),
        Arrays.stream(kept).map(at -> life.days()[at]).toArray(),
        ages,
        Arrays.stream(kept).map(at -> life.segments()[at]).toArray(),
        life.historyVersion(),
        life.newestRecorded());
  }
}
