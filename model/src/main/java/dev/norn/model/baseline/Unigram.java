package dev.norn.model.baseline;

import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;

/** How often each token occurs, whatever stood before it: (count + 1) ÷ (all + choices). */
public final class Unigram implements NextTokenModel {

  private static final int FIRST = SpecialToken.values().length;

  private final long[] counts;
  private long all;

  private Unigram(int vocabularySize) {
    this.counts = new long[vocabularySize];
  }

  /**
   * @param vocabularySize tokens, special ones included
   */
  public static Unigram fit(Iterable<PersonSequence> training, int vocabularySize) {
    Unigram unigram = new Unigram(vocabularySize);
    for (PersonSequence sequence : training) {
      NextTokens.visit(
          sequence,
          (context, token) -> {
            unigram.counts[token]++;
            unigram.all++;
          });
    }
    return unigram;
  }

  @Override
  public String title() {
    return "unigram";
  }

  @Override
  public int choices() {
    return counts.length - FIRST;
  }

  @Override
  public double probability(int context, int token) {
    return (counts[token] + 1.) / (all + choices());
  }
}
