package dev.norn.model.baseline;

import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;

/**
 * Each token of a life's event sentences with what stood before it: the token before, or, of a
 * sentence's first token, the first token of the sentence before. Background is not asked for, nor
 * are {@code [SEP]} and {@code [UNK]}, as in masked-token training.
 */
public final class NextTokens {

  /** Of the first token of the first sentence. */
  static final int BEGINNING = -1;

  private NextTokens() {}

  /** Takes what comes next, one by one. */
  public interface Visitor {

    /**
     * @param context a token before in the same sentence; negative, of the sentence before
     */
    void at(int context, int token);
  }

  /** What stands before whatever comes after the last sentence. */
  public static int contextAtEnd(PersonSequence sequence) {
    int[] end = {BEGINNING};
    visit(
        sequence,
        (context, token) -> {
          // Only the first token of a sentence has a context of the sentence before.
          end[0] = context < 0 ? ~token : end[0];
        });
    return end[0];
  }

  static void visit(PersonSequence sequence, Visitor visitor) {
    int[] tokens = sequence.tokens();
    int at = 1;
    while (at < tokens.length && tokens[at] != SpecialToken.SEP.id()) {
      at++;
    }
    int sentence = BEGINNING;
    boolean first = true;
    for (at++; at < tokens.length; at++) {
      int token = tokens[at];
      boolean content = token >= SpecialToken.values().length;
      if (content) {
        visitor.at(first ? sentence : tokens[at - 1], token);
      }
      if (first && content) {
        // ~token is negative for every token, and BEGINNING for none that is content.
        sentence = ~token;
      }
      first = token == SpecialToken.SEP.id();
    }
  }
}
