package dev.norn.model.leakage;

import dev.norn.cohort.Split;
import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.vocab.SpecialToken;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks for people of whom somebody on another side of the split lives, event by event and day by
 * day, the same life: one person under two numbers, whom a model would be tested on after it has
 * learned from it.
 *
 * <p>Short lives are alike by chance, so only those of ten events or more are looked at.
 */
final class DuplicateLives {

  private static final int LEAST_EVENTS = 10;

  private DuplicateLives() {}

  /** How many there are: everybody whose double is on another side. */
  static long count(Corpus corpus) {
    // Of each life, on which sides it is, as bits, and how often.
    Map<Long, int[]> lives = new HashMap<>();
    try (Stream<CorpusExample> everybody = corpus.everybody()) {
      for (Iterator<CorpusExample> each = everybody.iterator(); each.hasNext(); ) {
        CorpusExample example = each.next();
        // Nothing is learned from whoever is on no side, nor tested on them.
        if (example.split() != Split.NONE && events(example) >= LEAST_EVENTS) {
          int[] life = lives.computeIfAbsent(hash(example), key -> new int[Split.values().length]);
          life[example.split().ordinal()]++;
        }
      }
    }
    return lives.values().stream()
        .filter(life -> Arrays.stream(life).filter(people -> people > 0).count() > 1)
        .mapToLong(life -> Arrays.stream(life).sum())
        .sum();
  }

  private static long events(CorpusExample example) {
    // One closes the background.
    return Arrays.stream(example.sequence().tokens())
            .filter(token -> token == SpecialToken.SEP.id())
            .count()
        - 1;
  }

  private static long hash(CorpusExample example) {
    try {
      byte[] life = MessageDigest.getInstance("SHA-256").digest(example.sequence().bytes());
      return ByteBuffer.wrap(life).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
