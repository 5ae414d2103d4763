package dev.norn.model.calibration;

import dev.norn.model.corpus.CorpusExample;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Token;
import dev.norn.vocab.Vocabulary;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How many people hold each token of a vocabulary in their sequence. */
public final class TokenHolders {

  private static final int LEAST_PEOPLE = 10;

  private final Vocabulary vocabulary;
  private final long[] holders;
  private long people;

  public TokenHolders(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.holders = new long[vocabulary.size()];
  }

  public void add(CorpusExample person) {
    people++;
    for (int token : Arrays.stream(person.sequence().tokens()).distinct().toArray()) {
      holders[token]++;
    }
  }

  /**
   * Shares of the people by text of the token; without special tokens and without those that fewer
   * than ten people hold, or do not hold.
   */
  public Map<String, Double> shares() {
    Map<String, Double> shares = new TreeMap<>();
    for (Token token : vocabulary.tokens()) {
      if (token.id() > SpecialToken.UNK.id()
          && holders[token.id()] >= LEAST_PEOPLE
          && people - holders[token.id()] >= LEAST_PEOPLE) {
        shares.put(token.text(), (double) holders[token.id()] / people);
      }
    }
    return shares;
  }
}
