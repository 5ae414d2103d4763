package dev.norn.model.explain;

import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import dev.norn.vocab.Vocabulary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which register each sentence of a life came from. A sequence does not say; the tokens of a
 * sentence do, by the register that most of them were first met in: two registers may share a
 * token.
 */
public final class SentenceRegisters {

  private static final String NONE = "";

  private SentenceRegisters() {}

  /**
   * @return by position, with a sentence's {@code [SEP]}; empty at {@code [CLS]} and in a sentence
   *     of which no token is known
   */
  public static String[] of(PersonSequence life, Vocabulary vocabulary) {
    String[] registers = new String[life.length()];
    Arrays.fill(registers, NONE);
    int start = 1;
    for (int at = 1; at < registers.length; at++) {
      if (life.tokens()[at] == SpecialToken.SEP.id()) {
        Arrays.fill(registers, start, at + 1, register(life, vocabulary, start, at));
        start = at + 1;
      }
    }
    return registers;
  }

  private static String register(PersonSequence life, Vocabulary vocabulary, int from, int to) {
    Map<String, Integer> counts = new HashMap<>();
    String most = NONE;
    for (int at = from; at < to; at++) {
      String family = vocabulary.tokens().get(life.tokens()[at]).family();
      int dot = family.indexOf('.');
      if (dot > 0) {
        String register = family.substring(0, dot);
        int count = counts.merge(register, 1, Integer::sum);
        most = count > counts.getOrDefault(most, 0) ? register : most;
      }
    }
    return most;
  }
}
