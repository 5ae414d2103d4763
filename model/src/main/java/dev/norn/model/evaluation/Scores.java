package dev.norn.model.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Predicted probabilities of some people with what became of them. Immutable, safe for use by
 * several threads. Keeps people in ascending order of probability, so that metrics of a resample
 * need no further sorting.
 */
public final class Scores {

  private final double[] probabilities;
  private final boolean[] positives;
  private final double[] logits;
  private final int[] order;
  private final int positiveCount;

  /**
   * @param probabilities of the outcome, each in [0, 1]
   * @param positives whether the outcome occurred, person by person
   */
  public Scores(double[] probabilities, boolean[] positives) {
    if (probabilities.length != positives.length) {
      throw new IllegalArgumentException(
          "[scores] "
              + probabilities.length
              + " probabilities for "
              + positives.length
              + " labels");
    }
    for (double p : probabilities) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException(
            "[scores] a probability outside [0, 1] or not a number; give probabilities, not logits");
      }
    }
    this.order =
        IntStream.range(0, probabilities.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> probabilities[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.probabilities = new double[order.length];
    this.logits = new double[order.length];
    this.positives = new boolean[order.length];
    int count = 0;
    for (int rank = 0; rank < order.length; rank++) {
      this.probabilities[rank] = probabilities[order[rank]];
      this.logits[rank] = ProbabilityError.logit(this.probabilities[rank]);
      this.positives[rank] = positives[order[rank]];
      count += this.positives[rank] ? 1 : 0;
    }
    this.positiveCount = count;
  }

  public int people() {
    return order.length;
  }

  public int positives() {
    return positiveCount;
  }

  /** Share of positives. */
  public double baseRate() {
    return (double) positiveCount / order.length;
  }

  /**
   * @param rank 0 for the lowest probability
   */
  double probability(int rank) {
    return probabilities[rank];
  }

  boolean isPositive(int rank) {
    return positives[rank];
  }

  /** Of all people, by rank. */
  double[] logits() {
    return logits;
  }

  /** Of all people, by rank. */
  boolean[] labels() {
    return positives;
  }

  /** In the order given at construction. */
  boolean[] labelsByRow() {
    boolean[] labels = new boolean[order.length];
    for (int rank = 0; rank < labels.length; rank++) {
      labels[order[rank]] = positives[rank];
    }
    return labels;
  }

  /** These people alone, in this order. */
  Scores only(int[] rows) {
    double[] byRow = new double[order.length];
    for (int rank = 0; rank < byRow.length; rank++) {
      byRow[order[rank]] = probabilities[rank];
    }
    boolean[] labels = labelsByRow();
    boolean[] kept = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      kept[i] = labels[rows[i]];
    }
    return new Scores(Arrays.stream(rows).mapToDouble(row -> byRow[row]).toArray(), kept);
  }

  /** Place of the ranked person in the arrays given at construction. */
  int row(int rank) {
    return order[rank];
  }

  /** First rank after those that share this rank's probability. */
  int endOfTie(int rank) {
    int end = rank + 1;
    while (end < order.length && probabilities[end] == probabilities[rank]) {
      end++;
    }
    return end;
  }

  /**
   * Quantile groups, lowest probabilities first. People with equal probabilities stay together, so
   * there are fewer groups where many are tied.
   *
   * @return of each group, the rank after its last; it starts where the one before ends
   */
  int[] quantileEnds(int groups) {
    List<Integer> ends = new ArrayList<>();
    int start = 0;
    for (int group = 1; group <= groups && start < order.length; group++) {
      int end = (int) ((long) order.length * group / groups);
      if (end > start) {
        start = endOfTie(end - 1);
        ends.add(start);
      }
    }
    return ends.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How often each person, by row, is counted: everybody once. */
  int[] everybody() {
    return IntStream.range(0, order.length).map(row -> 1).toArray();
  }
}
