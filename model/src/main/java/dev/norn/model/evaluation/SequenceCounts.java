package dev.norn.model.evaluation;

import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.util.Arrays;

/** What baselines read off a sequence. */
final class SequenceCounts {

  private SequenceCounts() {}

  /** Tokens between [CLS] and the first [SEP]. */
  static int[] background(PersonSequence sequence) {
    int[] tokens = sequence.tokens();
    int end = 1;
    while (end < tokens.length && tokens[end] != SpecialToken.SEP.id()) {
      end++;
    }
    return Arrays.copyOfRange(tokens, 1, end);
  }

  /** Event sentences kept in the sequence: one [SEP] closes each, one the background. */
  static int events(PersonSequence sequence) {
    int separators = 0;
    for (int token : sequence.tokens()) {
      separators += token == SpecialToken.SEP.id() ? 1 : 0;
    }
    return Math.max(0, separators - 1);
  }

  /** Tokens in ascending order of id, without those that only lay the sequence out. */
  static int[] sortedContent(PersonSequence sequence) {
    return Arrays.stream(sequence.tokens())
        .filter(token -> token >= SpecialToken.UNK.id())
        .sorted()
        .toArray();
  }
}
