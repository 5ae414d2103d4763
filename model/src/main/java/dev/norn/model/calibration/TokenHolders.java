package dev.norn.model.calibration;

import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Token;
import dev.norn.vocab.Vocabulary;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

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

  /** Of all people of a corpus. */
  public static TokenHolders of(Vocabulary vocabulary, Corpus corpus) {
    TokenHolders holders = new TokenHolders(vocabulary);
    try (Stream<CorpusExample> everybody = corpus.everybody()) {
      everybody.forEachOrdered(holders::add);
    }
    return holders;
  }

  public void add(CorpusExample person) {
    people++;
    for (int token : Arrays.stream(person.sequence().tokens()).distinct().toArray()) {
      holders[token]++;
    }
  }

  /** People by token, in its order; without special tokens and those that fewer than ten hold. */
  public Map<Integer, Long> counts() {
    Map<Integer, Long> counts = new TreeMap<>();
    for (int token = SpecialToken.UNK.id() + 1; token < holders.length; token++) {
      if (holders[token] >= LEAST_PEOPLE) {
        counts.put(token, holders[token]);
      }
    }
    return counts;
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
