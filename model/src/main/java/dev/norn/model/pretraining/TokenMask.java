package dev.norn.model.pretraining;

import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Which positions of one sequence a model must fill in, and what it sees there, as in life2vec
 * (Savcisens et al. 2024): of the chosen positions a tenth is left, a tenth replaced by a random
 * token, the rest masked.
 */
final class TokenMask {

  static final double SHARE = 0.30;

  private static final double LEFT = 0.10;
  private static final double REPLACED = 0.10;

  private final int[] tokens;
  private final int[] positions;
  private final int[] answers;

  private TokenMask(int[] tokens, int[] positions, int[] answers) {
    this.tokens = tokens;
    this.positions = positions;
    this.answers = answers;
  }

  static TokenMask draw(PersonSequence sequence, int vocabularySize, SplittableRandom random) {
    int[] tokens = sequence.tokens().clone();
    int[] positions = chosen(tokens, random);
    int[] answers = Arrays.stream(positions).map(position -> tokens[position]).toArray();
    int left = (int) (LEFT * positions.length);
    int replaced = (int) (REPLACED * positions.length);
    int contents = SpecialToken.values().length;
    for (int i = left; i < positions.length; i++) {
      tokens[positions[i]] =
          i >= positions.length - replaced
              ? random.nextInt(contents, vocabularySize)
              : SpecialToken.MASK.ordinal();
    }
    return new TokenMask(tokens, positions, answers);
  }

  /** Positions asked for in a sequence of this length, at most. */
  static int most(int length) {
    return (int) (SHARE * length);
  }

  /** Without replacement, in random order. */
  private static int[] chosen(int[] tokens, SplittableRandom random) {
    int[] eligible = new int[tokens.length];
    int count = 0;
    for (int i = 1; i < tokens.length; i++) {
      if (tokens[i] != SpecialToken.SEP.ordinal() && tokens[i] != SpecialToken.UNK.ordinal()) {
        eligible[count++] = i;
      }
    }
    int wanted = Math.min(count, most(tokens.length));
    for (int i = 0; i < wanted; i++) {
      int j = random.nextInt(i, count);
      int swapped = eligible[i];
      eligible[i] = eligible[j];
      eligible[j] = swapped;
    }
    return Arrays.copyOf(eligible, wanted);
  }

  /** With masks. */
  int[] tokens() {
    return tokens;
  }

  int[] positions() {
    return positions;
  }

  /** The tokens that stood at {@link #positions()}. */
  int[] answers() {
    return answers;
  }
}
