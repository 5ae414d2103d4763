package dev.norn.model.baseline;

import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * The next token by what stood before it, smoothed after Kneser and Ney (1995), interpolated: a
 * discount is taken off each count and given to tokens by the number of contexts that they follow,
 * and a little of that to all tokens alike. Nothing is drawn.
 *
 * <p>Holds a count for each pair seen, about 50 bytes.
 */
public final class Bigram implements NextTokenModel {

  private static final int FIRST = SpecialToken.values().length;
  private static final double LEAST_DISCOUNT = 0.1;
  private static final double GREATEST_DISCOUNT = 0.9;

  private final int choices;
  private final Map<Integer, Successors> byContext = new HashMap<>();
  private final long[] contextsBefore;
  private long pairs;
  private long tokensSeen;
  private double discount;

  private Bigram(int first, int choices) {
    this.choices = choices;
    this.contextsBefore = new long[first + choices];
  }

  /**
   * @param vocabularySize tokens, special ones included
   */
  public static Bigram fit(Iterable<PersonSequence> training, int vocabularySize) {
    return new Bigram(FIRST, vocabularySize - FIRST)
        .fitted(
            tokens -> {
              for (PersonSequence sequence : training) {
                NextTokens.visit(sequence, tokens);
              }
            });
  }

  /**
   * Of whatever follows a context, told by numbers from 0 below the choices.
   *
   * @param training shows each context and what followed it
   */
  public static Bigram of(int choices, Consumer<NextTokens.Visitor> training) {
    return new Bigram(0, choices).fitted(training);
  }

  private Bigram fitted(Consumer<NextTokens.Visitor> training) {
    training.accept(
        (context, token) -> byContext.computeIfAbsent(context, c -> new Successors()).count(token));
    finish();
    return this;
  }

  private void finish() {
    long once = 0;
    long twice = 0;
    for (Successors successors : byContext.values()) {
      for (Map.Entry<Integer, Integer> successor : successors.counts.entrySet()) {
        contextsBefore[successor.getKey()]++;
        once += successor.getValue() == 1 ? 1 : 0;
        twice += successor.getValue() == 2 ? 1 : 0;
        pairs++;
      }
    }
    tokensSeen = LongStream.of(contextsBefore).filter(contexts -> contexts > 0).count();
    // Ney's estimate; kept off 0, which would leave nothing to what was never seen.
    double estimate = once + twice == 0 ? LEAST_DISCOUNT : (double) once / (once + 2 * twice);
    discount = Math.max(LEAST_DISCOUNT, Math.min(GREATEST_DISCOUNT, estimate));
  }

  @Override
  public String title() {
    return "bigram (Kneser-Ney)";
  }

  @Override
  public int choices() {
    return choices;
  }

  @Override
  public double probability(int context, int token) {
    Successors successors = byContext.get(context);
    double anywhere = anywhere(token);
    if (successors == null) {
      return anywhere;
    }
    double seen = Math.max(0, successors.counts.getOrDefault(token, 0) - discount);
    double taken = discount * successors.counts.size();
    return (seen + taken * anywhere) / successors.all;
  }

  private double anywhere(int token) {
    if (pairs == 0) {
      return 1. / choices;
    }
    double seen = Math.max(0, contextsBefore[token] - discount);
    return (seen + discount * tokensSeen / choices) / pairs;
  }

  double discount() {
    return discount;
  }

  private static final class Successors {
    private final Map<Integer, Integer> counts = new HashMap<>();
    private long all;

    private void count(int token) {
      counts.merge(token, 1, Integer::sum);
      all++;
    }
  }
}
