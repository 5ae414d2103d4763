package dev.norn.model.evaluation;

import dev.norn.outcome.FollowUp;
import java.util.Arrays;

/**
 * How often, of two people, the one with the event of a cause earlier had the higher predicted risk
 * (Wolbers et al. 2014; Uno et al. 2011 where nothing competes). Somebody with the event is
 * compared with all who lived on without any event at least as long, and with all to whom a
 * competing event came first: these can no longer have it. Pairs weigh by the inverse probability
 * that neither was censored before it could be compared. Equal risks count half.
 */
final class Concordance {

  private final FollowedPeople people;
  private final int cause;
  private final int[] ranks;
  private final int distinct;
  private final int[] byDay;

  /**
   * @param cause from 1
   * @param risks by row, higher for an earlier or likelier event
   */
  Concordance(FollowedPeople people, int cause, double[] risks) {
    this.people = people;
    this.cause = cause;
    this.byDay = people.byDay();
    double[] sorted = Arrays.stream(risks).sorted().distinct().toArray();
    this.ranks = Arrays.stream(risks).mapToInt(risk -> Arrays.binarySearch(sorted, risk)).toArray();
    this.distinct = sorted.length;
  }

  /**
   * @param counts how often each person, by row, is in the sample
   * @return not a number without a pair that can be compared
   */
  double of(int[] counts) {
    double[] uncensored = people.uncensoredBefore(counts);
    double[] sums = new double[2];
    againstLonger(counts, uncensored, sums);
    againstCompeting(counts, uncensored, sums);
    return sums[0] / sums[1];
  }

  /** From the last day backwards, so that who was followed longer is there already. */
  private void againstLonger(int[] counts, double[] uncensored, double[] sums) {
    RankedWeights longer = new RankedWeights(distinct);
    int end = byDay.length;
    while (end > 0) {
      int start = startOfDay(end - 1);
      double weight = 1 / square(uncensored[people.days()[byDay[start]]]);
      add(longer, start, end, counts, true);
      for (int i = start; i < end; i++) {
        compare(longer, byDay[i], counts, weight, sums);
      }
      add(longer, start, end, counts, false);
      end = start;
    }
  }

  private void add(RankedWeights weights, int start, int end, int[] counts, boolean censored) {
    for (int i = start; i < end; i++) {
      if ((people.causes()[byDay[i]] == FollowUp.CENSORED) == censored) {
        weights.add(ranks[byDay[i]], counts[byDay[i]]);
      }
    }
  }

  private void againstCompeting(int[] counts, double[] uncensored, double[] sums) {
    RankedWeights competing = new RankedWeights(distinct);
    int start = 0;
    while (start < byDay.length) {
      double before = uncensored[people.days()[byDay[start]]];
      int end = start;
      while (end < byDay.length && sameDay(start, end)) {
        int row = byDay[end++];
        // Nobody in the sample, nothing to divide: the weight may be infinite there.
        boolean drawn = counts[row] > 0;
        if (drawn && people.causes()[row] != FollowUp.CENSORED && people.causes()[row] != cause) {
          competing.add(ranks[row], counts[row] / before);
        }
      }
      for (int i = start; i < end; i++) {
        compare(competing, byDay[i], counts, 1 / before, sums);
      }
      start = end;
    }
  }

  private void compare(RankedWeights others, int row, int[] counts, double weight, double[] sums) {
    if (people.causes()[row] == cause && counts[row] > 0) {
      double own = weight * counts[row];
      double below = others.below(ranks[row]);
      double equal = others.below(ranks[row] + 1) - below;
      sums[0] += own * (below + equal / 2);
      sums[1] += own * others.below(distinct);
    }
  }

  private int startOfDay(int place) {
    int start = place;
    while (start > 0 && sameDay(start - 1, place)) {
      start--;
    }
    return start;
  }

  private boolean sameDay(int place, int other) {
    return people.days()[byDay[place]] == people.days()[byDay[other]];
  }

  private static double square(double value) {
    return value * value;
  }

  /** Weights by rank, with their sum below any rank: a Fenwick tree. */
  private static final class RankedWeights {
    private final double[] tree;

    RankedWeights(int ranks) {
      this.tree = new double[ranks + 1];
    }

    void add(int rank, double weight) {
      for (int i = rank + 1; i < tree.length; i += i & -i) {
        tree[i] += weight;
      }
    }

    double below(int rank) {
      double sum = 0;
      for (int i = rank; i > 0; i -= i & -i) {
        sum += tree[i];
      }
      return sum;
    }
  }
}
