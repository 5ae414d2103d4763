package dev.norn.model.graph;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Draws with replacement, each example as likely as its weight says, in one pass over a stream: how
 * often an example is drawn is binomial, given what is left to draw and the weight that is left, so
 * that together the counts are multinomial. An example's draws follow each other; batches shuffle.
 *
 * @param <E> an example
 */
public final class WeightedDraws<E> {

  private final ToDoubleFunction<E> weight;
  private final SplittableRandom random;
  private double weightLeft;
  private long drawsLeft;

  /**
   * @param totalWeight of all examples of the stream
   * @param draws together
   */
  public WeightedDraws(
      ToDoubleFunction<E> weight, double totalWeight, long draws, SplittableRandom random) {
    this.weight = weight;
    this.weightLeft = totalWeight;
    this.drawsLeft = draws;
    this.random = random;
  }

  /** Of one stream, which must be sequential; what is drawn from it, closed with it. */
  public Stream<E> from(Stream<E> examples) {
    return examples.flatMap(
        example -> IntStream.range(0, draws(weight.applyAsDouble(example))).mapToObj(i -> example));
  }

  private int draws(double own) {
    // The last example's share may be a rounding error above 1.
    double share = weightLeft > 0 ? Math.min(1, own / weightLeft) : 1;
    int drawn = share < 1 ? binomial(drawsLeft, share) : Math.toIntExact(drawsLeft);
    weightLeft -= own;
    drawsLeft -= drawn;
    return drawn;
  }

  /** By the distances between successes, which are geometric: as many steps as successes. */
  private int binomial(long trials, double share) {
    if (share <= 0) {
      return 0;
    }
    double logFailure = Math.log1p(-share);
    int successes = 0;
    double at = 0;
    while (true) {
      // 1 - u lies above 0.
      at += Math.floor(Math.log(1 - random.nextDouble()) / logFailure) + 1;
      if (at > trials) {
        return successes;
      }
      successes++;
    }
  }
}
