package dev.norn.model.scoring;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Where a probability of one outcome stands among those of a run's people. */
final class CohortRanks {

  private static final int DECILES = 10;
  private static final int BAND_YEARS = 5;
  private static final int LEAST_PEOPLE = 20;

  /** People of one sex and five years of age. */
  private record Peers(int band, String sex) {}

  private final Map<Peers, DoubleStream.Builder> given = new HashMap<>();
  private final Map<Peers, double[]> sorted = new HashMap<>();
  private long people;

  /** Nothing can be added once a rank was asked for. */
  void add(float age, String sex, double probability) {
    given.computeIfAbsent(peers(age, sex), key -> DoubleStream.builder()).add(probability);
    people++;
  }

  /** Tenth, 1 for the lowest probabilities; equal ones share the lower tenth. */
  int decile(double probability) {
    sort();
    long lower = sorted.values().stream().mapToLong(each -> lower(each, probability)).sum();
    return (int) (DECILES * lower / people) + 1;
  }

  /**
   * Share of the people of this sex and five years of age whose probability is lower, ties as half,
   * in percent; nothing where they are too few to be compared with.
   */
  OptionalDouble percentile(float age, String sex, double probability) {
    sort();
    double[] each = sorted.get(peers(age, sex));
    if (each == null || each.length < LEAST_PEOPLE) {
      return OptionalDouble.empty();
    }
    int lower = lower(each, probability);
    int notHigher = lower(each, Math.nextUp(probability));
    return OptionalDouble.of(100.0 * (lower + notHigher) / (2 * each.length));
  }

  private static Peers peers(float age, String sex) {
    return new Peers((int) Math.floor(age / BAND_YEARS), sex);
  }

  private void sort() {
    if (sorted.isEmpty()) {
      given.forEach((peers, each) -> sorted.put(peers, each.build().sorted().toArray()));
      given.clear();
    }
  }

  /** How many are lower. */
  private static int lower(double[] each, double probability) {
    int found = Arrays.binarySearch(each, probability);
    if (found < 0) {
      return -found - 1;
    }
    // Of equal ones the search finds any.
    int low = 0;
    int high = found;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (each[middle] < probability) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
