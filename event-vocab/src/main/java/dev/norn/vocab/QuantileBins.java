package dev.norn.vocab;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Bins between quantile edges. Bin 1 lies below the first edge; a value equal to an edge belongs to
 * the bin above it. Unlike life2vec's code, n bins asked for are n bins made (where values do not
 * repeat), and values beyond the fitted range fall into the outer bins.
 *
 * @param edges strictly increasing; one fewer than there are bins
 */
public record QuantileBins(List<Double> edges) {

  public QuantileBins {
    edges = List.copyOf(edges);
    for (int i = 1; i < edges.size(); i++) {
      if (edges.get(i - 1) >= edges.get(i)) {
        throw new IllegalArgumentException("quantile edges must increase strictly");
      }
    }
  }

  /**
   * Exact quantiles at i/bins.
   *
   * @param counts how often each value occurs; at least one
   */
  public static QuantileBins fit(SortedMap<Double, Long> counts, int bins) {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    double[] edges = new double[bins - 1];
    int found = 0;
    long below = 0;
    for (Map.Entry<Double, Long> value : counts.entrySet()) {
      below += value.getValue();
      int next = found;
      // The smallest value with more than the share (next + 1)/bins at or below it is that edge.
      while (next < edges.length && below * bins > (next + 1) * total) {
        edges[next++] = value.getKey();
      }
      found = next;
    }
    return new QuantileBins(
        Arrays.stream(edges, 0, found)
            .distinct()
            .filter(edge -> edge > counts.firstKey())
            .boxed()
            .toList());
  }

  public int count() {
    return edges.size() + 1;
  }

  /** The bin of a value, from 1 to {@link #count()}. */
  public int bin(double value) {
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
    return low + 1;
  }
}
