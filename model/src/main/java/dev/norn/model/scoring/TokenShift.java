package dev.norn.model.scoring;

import dev.norn.model.corpus.Corpus;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Token;
import dev.norn.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much more or less often a token is held than by the people the model was trained on.
 *
 * @param token text
 * @param trained share of the training people in whose history it was
 * @param scored share of the run's people in whose sequence it is
 * @param index population stability index of having and not having it
 */
public record TokenShift(String token, double trained, double scored, double index) {

  /**
   * The largest first. Tokens of fewer than ten of the run's people are left out, and so are those
   * of fewer than ten others.
   */
  static List<TokenShift> largest(Corpus corpus, Vocabulary vocabulary, int count) {
    long[] holders = new long[vocabulary.size()];
    long people = 0;
    try (Stream<CorpusExample> everybody = corpus.everybody()) {
      for (Iterator<CorpusExample> each = everybody.iterator(); each.hasNext(); ) {
        people++;
        for (int token : Arrays.stream(each.next().sequence().tokens()).distinct().toArray()) {
          holders[token]++;
        }
      }
    }
    List<TokenShift> shifts = new ArrayList<>();
    for (Token token : vocabulary.tokens()) {
      long have = holders[token.id()];
      if (token.id() > SpecialToken.UNK.id()
          && have >= SuppressedCounts.LEAST
          && people - have >= SuppressedCounts.LEAST) {
        double then = (double) token.persons() / vocabulary.trainingPersons();
        double now = (double) have / people;
        shifts.add(
            new TokenShift(
                token.text(), then, now, Shift.of(then, now) + Shift.of(1 - then, 1 - now)));
      }
    }
    return shifts.stream()
        .sorted(Comparator.comparingDouble(TokenShift::index).reversed())
        .limit(count)
        .toList();
  }
}
