package dev.norn.model.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often an outcome came among people of similar logit. Holds counts of twenty people or more
 * and no person's own number.
 *
 * @param upTo upper ends of the bins, rising, each included; the last bin has none
 * @param people by bin, lowest logits first; one more than {@code upTo}
 * @param positives by bin
 */
public record LogitCounts(List<Double> upTo, List<Integer> people, List<Integer> positives) {

  /** Fewer people than this make no bin, and no counts. */
  public static final int LEAST_PEOPLE = 20;

  private static final int MOST_BINS = 200;

  public LogitCounts {
    upTo = List.copyOf(upTo);
    people = List.copyOf(people);
    positives = List.copyOf(positives);
    if (people.size() != upTo.size() + 1 || positives.size() != people.size()) {
      throw new IllegalArgumentException(
          "[calibration] %d ends, %d counts of people and %d of positives; there is one bin more than"
                  .formatted(upTo.size(), people.size(), positives.size())
              + " ends; take the calibration anew");
    }
  }

  /**
   * Bins of about equal size; people of equal logit stay together.
   *
   * @throws IllegalArgumentException of fewer than {@link #LEAST_PEOPLE} people
   */
  static LogitCounts of(double[] logits, boolean[] positive) {
    if (logits.length < LEAST_PEOPLE) {
      throw new IllegalArgumentException(
          "[calibration] %d people; at least %d are counted together"
              .formatted(logits.length, LEAST_PEOPLE));
    }
    int[] order =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> logits[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    int size = Math.max(LEAST_PEOPLE, (logits.length + MOST_BINS - 1) / MOST_BINS);
    List<Double> upTo = new ArrayList<>();
    List<Integer> people = new ArrayList<>();
    List<Integer> positives = new ArrayList<>();
    int start = 0;
    while (start < order.length) {
      int end = endOfBin(logits, order, start, size);
      people.add(end - start);
      positives.add((int) Arrays.stream(order, start, end).filter(row -> positive[row]).count());
      if (end < order.length) {
        upTo.add((logits[order[end - 1]] + logits[order[end]]) / 2);
      }
      start = end;
    }
    return new LogitCounts(upTo, people, positives);
  }

  private static int endOfBin(double[] logits, int[] order, int start, int size) {
    int end = Math.min(start + size, order.length);
    while (end < order.length && logits[order[end]] == logits[order[end - 1]]) {
      end++;
    }
    // What would be left is too little for a bin of its own.
    return order.length - end < LEAST_PEOPLE ? order.length : end;
  }

  public int bins() {
    return people.size();
  }

  /** Place of the bin that a logit belongs to, from 0. */
  public int bin(double logit) {
    int low = 0;
    int high = upTo.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (logit <= upTo.get(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Lower end of a bin, not included. */
  double low(int bin) {
    return bin == 0 ? Double.NEGATIVE_INFINITY : upTo.get(bin - 1);
  }

  /** Upper end of a bin. */
  double high(int bin) {
    return bin == upTo.size() ? Double.POSITIVE_INFINITY : upTo.get(bin);
  }

  int negatives(int bin) {
    return people.get(bin) - positives.get(bin);
  }
}
