package dev.norn.model.explain;

import dev.norn.model.evaluation.Interval;
import dev.norn.sequence.PersonSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;

/**
 * Whether two trainings explain the same lives alike: an explanation that another seed would turn
 * round says more of the seed than of the life.
 *
 * @param method of both
 * @param rank mean over people of Spearman's correlation of the attributions of a life's tokens
 * @param top mean over people of the share of the ten largest attributions, by size, in common
 * @param topByChance what that share would be of ten tokens drawn twice
 */
public record Stability(AttributionMethod method, Interval rank, Interval top, double topByChance) {

  private static final int TOP = 10;

  /**
   * @param first of the lives, in their order
   * @param second of the same lives by another release
   * @param seed of the intervals
   * @return in the order of the methods
   */
  public static List<Stability> of(
      List<PersonSequence> lives, List<Explanation> first, List<Explanation> second, long seed) {
    List<Stability> all = new ArrayList<>();
    for (AttributionMethod method : AttributionMethod.values()) {
      double[] ranks = new double[lives.size()];
      double[] tops = new double[lives.size()];
      double chance = 0;
      for (int person = 0; person < ranks.length; person++) {
        int[] content = ContentPositions.of(lives.get(person));
        double[] a = at(content, method.of(first.get(person)));
        double[] b = at(content, method.of(second.get(person)));
        ranks[person] = a.length < 2 ? Double.NaN : new SpearmansCorrelation().correlation(a, b);
        tops[person] = shared(a, b);
        chance += Math.min(1, (double) TOP / a.length) / ranks.length;
      }
      all.add(new Stability(method, PeopleMean.of(ranks, seed), PeopleMean.of(tops, seed), chance));
    }
    return all;
  }

  private static double[] at(int[] positions, double[] numbers) {
    return Arrays.stream(positions).mapToDouble(at -> numbers[at]).toArray();
  }

  private static double shared(double[] a, double[] b) {
    Set<Integer> first = Set.copyOf(largest(a, TOP));
    List<Integer> second = largest(b, TOP);
    return (double) second.stream().filter(first::contains).count() / second.size();
  }

  /** Places of the largest by size. */
  static List<Integer> largest(double[] numbers, int count) {
    ToDoubleFunction<Integer> size = at -> -Math.abs(numbers[at]);
    return IntStream.range(0, numbers.length)
        .boxed()
        .sorted(Comparator.comparingDouble(size))
        .limit(count)
        .collect(Collectors.toList());
  }
}
