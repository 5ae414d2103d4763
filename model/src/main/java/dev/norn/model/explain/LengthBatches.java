package dev.norn.model.explain;

import dev.norn.sequence.PersonSequence;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Lives of nearly one length together, so that little padding is computed. */
final class LengthBatches {

  private static final int BATCH = 32;

  private LengthBatches() {}

  /** Places among the lives; each in one batch. */
  static List<int[]> of(List<PersonSequence> lives) {
    int[] byLength =
        IntStream.range(0, lives.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> lives.get(i).length()))
            .mapToInt(Integer::intValue)
            .toArray();
    return IntStream.iterate(0, from -> from < byLength.length, from -> from + BATCH)
        .mapToObj(
            from -> Arrays.copyOfRange(byLength, from, Math.min(byLength.length, from + BATCH)))
        .toList();
  }
}
