package dev.norn.model.explain;

import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Vocabulary;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;

/**
 * Some positions of a life, by their tokens; for lives of which only the sequence is at hand.
 *
 * @param tokens texts that match, special ones too: {@code [CLS]} carries the age at the landmark
 * @param prefixes what the texts of matching tokens begin with
 * @param except texts, or what they begin with, that do not match after all
 * @param within ISO-8601 period that ends with the landmark, as of a cohort's rules; null: ever
 * @param fromAge age at the landmark below which nothing matches; null: any
 * @param newest true: only the last matching position; null: all
 */
record TokenPattern(
    List<String> tokens,
    List<String> prefixes,
    List<String> except,
    String within,
    Integer fromAge,
    Boolean newest) {

  TokenPattern {
    tokens = tokens == null ? List.of() : List.copyOf(tokens);
    prefixes = prefixes == null ? List.of() : List.copyOf(prefixes);
    except = except == null ? List.of() : List.copyOf(except);
    if (tokens.isEmpty() && prefixes.isEmpty()) {
      throw new IllegalArgumentException(
          "tokens: none is named; list texts under tokens, or what they begin with under prefixes");
    }
    if (within != null && !isPeriod(within)) {
      throw new IllegalArgumentException(
          "within: '" + within + "' is no period; write two years as P2Y, ninety days as P90D");
    }
  }

  private static boolean isPeriod(String text) {
    try {
      Period period = Period.parse(text);
      return !period.isNegative() && !period.isZero();
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** By token id, whether the text matches. */
  boolean[] ids(Vocabulary vocabulary) {
    boolean[] ids = new boolean[vocabulary.size()];
    for (int id = 0; id < ids.length; id++) {
      String text = vocabulary.tokens().get(id).text();
      boolean begins = id > SpecialToken.UNK.id() && prefixes.stream().anyMatch(text::startsWith);
      ids[id] = (tokens.contains(text) || begins) && except.stream().noneMatch(text::startsWith);
    }
    return ids;
  }

  /**
   * @param ids as {@link #ids} gives them
   * @return by position
   */
  boolean[] in(PersonSequence life, boolean[] ids) {
    boolean[] matches = new boolean[life.length()];
    if (fromAge != null && life.ages()[0] < fromAge) {
      return matches;
    }
    LocalDate landmark = life.landmark().date();
    int after =
        within == null
            ? Integer.MIN_VALUE
            : life.days()[0]
                - (int) (landmark.toEpochDay() - landmark.minus(Period.parse(within)).toEpochDay());
    boolean last = newest != null && newest;
    for (int at = life.length() - 1; at >= 0; at--) {
      if (ids[life.tokens()[at]] && life.days()[at] > after) {
        matches[at] = true;
        if (last) {
          break;
        }
      }
    }
    return matches;
  }
}
