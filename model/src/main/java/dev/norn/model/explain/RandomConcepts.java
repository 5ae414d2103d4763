package dev.norn.model.explain;

import dev.norn.model.evaluation.Interval;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What a concept is held against: as many of the same people, drawn at random, whose vector is
 * learnt in the same way.
 *
 * @param number of random concepts
 * @param seed of theirs and of the interval's people
 */
record RandomConcepts(int number, long seed) {

  /** Resamples of the people whom a concept is learnt from. */
  private static final int BAG = 50;

  /**
   * @param people at the layer, by person, then by channel
   * @param gradients of the logit at the layer, of other people
   */
  ConceptEffect against(
      String concept,
      String outcome,
      ConceptLayer layer,
      double[][] people,
      boolean[] holders,
      double[][] gradients) {
    SplittableRandom random = new SplittableRandom(seed);
    double own = figure(layer, ConceptVector.of(people, all(holders), holders), gradients);
    double[] bag = new double[BAG];
    for (int i = 0; i < BAG; i++) {
      bag[i] =
          figure(layer, ConceptVector.of(people, resample(holders, random), holders), gradients);
    }
    double[] chance = new double[number];
    for (int i = 0; i < number; i++) {
      boolean[] drawn = shuffled(holders, random);
      chance[i] = figure(layer, ConceptVector.of(people, all(drawn), drawn), gradients);
    }
    double mean = StatUtils.mean(chance);
    long asFar =
        Arrays.stream(chance).filter(c -> Math.abs(c - mean) >= Math.abs(own - mean)).count();
    double p = (1.0 + asFar) / (1 + number);
    return new ConceptEffect(
        concept,
        outcome,
        layer,
        new Interval(own, StatUtils.percentile(bag, 2.5), StatUtils.percentile(bag, 97.5)),
        StatUtils.percentile(chance, 2.5),
        StatUtils.percentile(chance, 97.5),
        p,
        p);
  }

  /** Share of people whose logit rises, or the mean rise. */
  private static double figure(ConceptLayer layer, double[] direction, double[][] gradients) {
    double sum = 0;
    for (double[] gradient : gradients) {
      double derivative = ConceptVector.dot(direction, gradient);
      sum += layer == ConceptLayer.EMBEDDING ? derivative : derivative > 0 ? 1 : 0;
    }
    return sum / gradients.length;
  }

  private static int[] all(boolean[] holders) {
    return IntStream.range(0, holders.length).toArray();
  }

  /** People with the concept and without it apart, so that both are there. */
  private static int[] resample(boolean[] holders, SplittableRandom random) {
    int[] with = IntStream.range(0, holders.length).filter(i -> holders[i]).toArray();
    int[] without = IntStream.range(0, holders.length).filter(i -> !holders[i]).toArray();
    return IntStream.range(0, holders.length)
        .map(
            i ->
                i < with.length
                    ? with[random.nextInt(with.length)]
                    : without[random.nextInt(without.length)])
        .toArray();
  }

  private static boolean[] shuffled(boolean[] holders, SplittableRandom random) {
    boolean[] shuffled = holders.clone();
    for (int i = shuffled.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      boolean kept = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = kept;
    }
    return shuffled;
  }
}
