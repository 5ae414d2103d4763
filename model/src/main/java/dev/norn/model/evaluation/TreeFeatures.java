package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.util.Map;
import java.util.TreeMap;

/**
 * A person as trees see one: age, number of events, days since the last, events of the last year
 * and of the last three; then by token how often it stands in the sequence, how often in the last
 * year and the last three, and days since the last time. What never was is absent, not 0; so is
 * what lies before the sequence begins.
 */
final class TreeFeatures {

  private static final int OF_PERSON = 5;
  private static final int OF_TOKEN = 4;
  private static final int YEAR = 365;
  private static final int THREE_YEARS = 1_096;

  private TreeFeatures() {}

  /**
   * Adds the person as one row.
   *
   * @param width columns from here on are left out: no training person has them
   */
  static void add(CorpusExample example, int width, SparseRows rows) {
    PersonSequence sequence = example.sequence();
    Map<Integer, Seen> tokens = new TreeMap<>();
    Seen events = read(sequence, tokens);
    rows.add(0, example.ageAtLandmark());
    rows.add(1, events.all);
    if (events.all > 0) {
      rows.add(2, events.sinceLast);
      addRecent(3, events, rows);
    }
    tokens.forEach(
        (token, seen) -> {
          int first = OF_PERSON + OF_TOKEN * token;
          if (first + OF_TOKEN <= width) {
            addToken(first, seen, rows);
          }
        });
    rows.endRow();
  }

  /** The width that holds every token that any of these rows has. */
  static int width(SparseRows train) {
    int tokens = Math.max(0, train.width() - OF_PERSON + OF_TOKEN - 1) / OF_TOKEN;
    return OF_PERSON + OF_TOKEN * tokens;
  }

  private static void addToken(int first, Seen seen, SparseRows rows) {
    rows.add(first, seen.all);
    if (seen.sinceLast != Seen.NEVER) {
      addRecent(first + 1, seen, rows);
      rows.add(first + 3, seen.sinceLast);
    }
  }

  private static void addRecent(int first, Seen seen, SparseRows rows) {
    if (seen.lastYear > 0) {
      rows.add(first, seen.lastYear);
    }
    if (seen.lastThreeYears > 0) {
      rows.add(first + 1, seen.lastThreeYears);
    }
  }

  /** Fills the tokens, gives the events. */
  private static Seen read(PersonSequence sequence, Map<Integer, Seen> tokens) {
    Seen events = new Seen();
    boolean background = true;
    for (int i = 1; i < sequence.length(); i++) {
      int token = sequence.tokens()[i];
      int daysAgo = sequence.days()[0] - sequence.days()[i];
      if (token == SpecialToken.SEP.id()) {
        if (!background) {
          events.count(daysAgo);
        }
        background = false;
      } else if (token >= SpecialToken.UNK.id()) {
        Seen seen = tokens.computeIfAbsent(token, absent -> new Seen());
        if (background) {
          // Its positions carry the landmark's day, which says nothing.
          seen.all++;
        } else {
          seen.count(daysAgo);
        }
      }
    }
    return events;
  }

  private static final class Seen {
    private static final int NEVER = Integer.MAX_VALUE;

    private int all;
    private int lastYear;
    private int lastThreeYears;
    private int sinceLast = NEVER;

    private void count(int daysAgo) {
      all++;
      lastYear += daysAgo < YEAR ? 1 : 0;
      lastThreeYears += daysAgo < THREE_YEARS ? 1 : 0;
      sinceLast = Math.min(sinceLast, daysAgo);
    }
  }
}
