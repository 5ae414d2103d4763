package dev.norn.model.explain;

import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.evaluation.Interval;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether attributions point at what really moves the outcome. That a model's reasons are the
 * world's is not to be expected: a token that goes with a cause predicts as well as the cause.
 * Ranked are the tokens of registers and {@code [CLS]}, which carries the age.
 *
 * @param method of the attributions
 * @param top share of true causes among the ten largest attributions of a life, by size, mean over
 *     people
 * @param topByChance the same of ten tokens drawn at random
 * @param ranks of single causes, those that too few people have left out
 */
public record CausePrecision(
    AttributionMethod method, Interval top, Interval topByChance, List<Rank> ranks) {

  private static final int TOP = 10;
  private static final DisclosureRules RULES = DisclosureRules.DEFAULT;

  /**
   * How high a cause's tokens stand among the others of the life.
   *
   * @param cause its name
   * @param people who have it
   * @param rank share of the tokens that stand for no cause and have smaller attributions, mean
   *     over the cause's tokens, then over people; 0.5 by chance
   */
  public record Rank(String cause, int people, Interval rank) {}

  /**
   * @param explained the lives in their order
   * @param seed of the intervals
   * @return in the order of the methods
   */
  public static List<CausePrecision> of(
      TrueCauses causes,
      Vocabulary vocabulary,
      List<PersonSequence> lives,
      List<Explanation> explained,
      long seed) {
    List<boolean[][]> marked = new ArrayList<>();
    List<boolean[]> ids =
        causes.causes().stream().map(cause -> cause.pattern().ids(vocabulary)).toList();
    for (PersonSequence life : lives) {
      marked.add(
          IntStream.range(0, ids.size())
              .mapToObj(i -> causes.causes().get(i).pattern().in(life, ids.get(i)))
              .toArray(boolean[][]::new));
    }
    return Arrays.stream(AttributionMethod.values())
        .map(method -> of(method, causes, marked, lives, explained, seed))
        .toList();
  }

  private static CausePrecision of(
      AttributionMethod method,
      TrueCauses causes,
      List<boolean[][]> marked,
      List<PersonSequence> lives,
      List<Explanation> explained,
      long seed) {
    double[] top = new double[lives.size()];
    double[] chance = new double[lives.size()];
    double[][] ranks = new double[causes.causes().size()][lives.size()];
    for (int person = 0; person < top.length; person++) {
      int[] content = ContentPositions.withFirst(lives.get(person));
      double[] all = method.of(explained.get(person));
      double[] sizes = Arrays.stream(content).mapToDouble(at -> Math.abs(all[at])).toArray();
      boolean[][] own = marked.get(person);
      boolean[] any = new boolean[content.length];
      Arrays.stream(own).forEach(one -> mark(any, one, content));
      List<Integer> largest = Stability.largest(sizes, TOP);
      top[person] = (double) largest.stream().filter(at -> any[at]).count() / largest.size();
      chance[person] = (double) count(any) / any.length;
      for (int cause = 0; cause < own.length; cause++) {
        ranks[cause][person] = rank(sizes, content, own[cause], any);
      }
    }
    List<Rank> told = new ArrayList<>();
    for (int cause = 0; cause < ranks.length; cause++) {
      rank(causes.causes().get(cause).cause(), ranks[cause], seed).ifPresent(told::add);
    }
    return new CausePrecision(method, PeopleMean.of(top, seed), PeopleMean.of(chance, seed), told);
  }

  private static Optional<Rank> rank(String cause, double[] ranks, long seed) {
    int people = (int) Arrays.stream(ranks).filter(Double::isFinite).count();
    return people == 0 || RULES.isSmall(people)
        ? Optional.empty()
        : Optional.of(new Rank(cause, (int) RULES.rounded(people), PeopleMean.of(ranks, seed)));
  }

  private static void mark(boolean[] any, boolean[] one, int[] content) {
    for (int i = 0; i < any.length; i++) {
      any[i] |= one[content[i]];
    }
  }

  private static int count(boolean[] marks) {
    int count = 0;
    for (boolean mark : marks) {
      count += mark ? 1 : 0;
    }
    return count;
  }

  /** Not a number where the life has no token of the cause, or none of no cause. */
  private static double rank(double[] sizes, int[] content, boolean[] own, boolean[] any) {
    double sum = 0;
    long pairs = 0;
    for (int i = 0; i < sizes.length; i++) {
      for (int j = 0; own[content[i]] && j < sizes.length; j++) {
        if (!any[j]) {
          sum += sizes[i] > sizes[j] ? 1 : sizes[i] == sizes[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return sum / pairs;
  }
}
