package dev.norn.model.baseline;

import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.SpecialToken;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How well a model says what comes next.
 *
 * @param model its title
 * @param tokens asked for
 * @param logLoss mean of −ln p of the right token; its exponential is the perplexity
 * @param topOne share of tokens that the model found likeliest; of equally likely ones, the
 *     smallest id counts as likeliest
 * @param topTen share of tokens among the ten likeliest
 */
public record NextTokenFigures(
    String model, long tokens, double logLoss, double topOne, double topTen) {

  private static final int TEN = 10;

  /** Not numbers where nothing is asked for. */
  public static NextTokenFigures of(NextTokenModel model, Iterable<PersonSequence> people) {
    double[] sums = new double[4];
    Map<Integer, Likeliest> likeliest = new HashMap<>();
    for (PersonSequence sequence : people) {
      NextTokens.visit(
          sequence,
          (context, token) -> {
            Likeliest best = likeliest.computeIfAbsent(context, c -> Likeliest.of(model, c));
            sums[0]++;
            sums[1] -= Math.log(model.probability(context, token));
            sums[2] += token == best.one() ? 1 : 0;
            sums[3] += best.ten().contains(token) ? 1 : 0;
          });
    }
    return new NextTokenFigures(
        model.title(), (long) sums[0], sums[1] / sums[0], sums[2] / sums[0], sums[3] / sums[0]);
  }

  /** Number of tokens among which a choice by lot would be as hard. */
  public double perplexity() {
    return Math.exp(logLoss);
  }

  private record Likeliest(int one, Set<Integer> ten) {

    static Likeliest of(NextTokenModel model, int context) {
      int first = SpecialToken.values().length;
      double[] probabilities =
          IntStream.range(first, first + model.choices())
              .mapToDouble(token -> model.probability(context, token))
              .toArray();
      int[] best =
          IntStream.range(0, probabilities.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -probabilities[i]))
              .limit(TEN)
              .mapToInt(i -> first + i)
              .toArray();
      return new Likeliest(best[0], IntStream.of(best).boxed().collect(Collectors.toSet()));
    }
  }
}
