package dev.norn.vocab;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The edges between bins: values counted, shared out, and found again. */
final class Edges {

  private Edges() {}

  /**
   * Edges at the shares i/bins: edge i is the smallest value with more than that share at or below
   * it. Not decreasing; one fewer than there are bins.
   *
   * @param counts how often each value occurs; at least one
   */
  static double[] even(SortedMap<Double, Long> counts, int bins) {
    long total = total(counts);
    double[] edges = new double[bins - 1];
    int next = 0;
    long below = 0;
    for (Map.Entry<Double, Long> value : counts.entrySet()) {
      below += value.getValue();
      while (next < edges.length && below * bins > (next + 1) * total) {
        edges[next++] = value.getKey();
      }
    }
    return edges;
  }

  /** How many edges are at or below a value. */
  static int upTo(List<Double> edges, double value) {
    int low = 0;
    int high = edges.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (edges.get(middle) <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  static long total(SortedMap<Double, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  static SortedMap<Double, Long> together(Collection<? extends SortedMap<Double, Long>> counts) {
    SortedMap<Double, Long> all = new TreeMap<>();
    counts.forEach(some -> some.forEach((value, count) -> all.merge(value, count, Long::sum)));
    return all;
  }

  static void refuseDecreasing(List<Double> edges) {
    for (int i = 1; i < edges.size(); i++) {
      if (edges.get(i - 1) > edges.get(i)) {
        throw new IllegalArgumentException("edges of bins must not decrease");
      }
    }
  }
}
