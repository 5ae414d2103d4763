package dev.norn.model.graph;

import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.util.SplittableRandom;

/**
 * Permutes the tokens within each event sentence: the order of a row's fields means nothing, and
 * training should not learn it. Serving keeps the canonical order.
 */
public final class SentenceShuffle {

  private static final int SEP = SpecialToken.SEP.ordinal();

  private SentenceShuffle() {}

  /** A copy; days, ages and segments are those of the sentence and stay. */
  public static PersonSequence shuffled(PersonSequence sequence, SplittableRandom random) {
    int[] tokens = sequence.tokens().clone();
    int start = next(tokens, 0) + 1;
    while (start < tokens.length) {
      int end = next(tokens, start);
      permute(tokens, start, end, random);
      start = end + 1;
    }
    return new PersonSequence(
        sequence.person(),
        tokens,
        sequence.days(),
        sequence.ages(),
        sequence.segments(),
        sequence.historyVersion(),
        sequence.newestRecorded());
  }

  private static int next(int[] tokens, int from) {
    int i = from;
    while (i < tokens.length && tokens[i] != SEP) {
      i++;
    }
    return i;
  }

  private static void permute(int[] tokens, int start, int end, SplittableRandom random) {
    for (int i = end - 1; i > start; i--) {
      int j = start + random.nextInt(i - start + 1);
      int swapped = tokens[i];
      tokens[i] = tokens[j];
      tokens[j] = swapped;
    }
  }
}
