package dev.norn.vocab;

import dev.norn.event.LifeEvent;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * Bins between quantile edges. Bin 1 lies below the first edge; a value equal to an edge belongs to
 * the bin above it. Unlike life2vec's code, n bins asked for are n bins made (where values do not
 * repeat), and values beyond the fitted range fall into the outer bins.
 *
 * @param edges strictly increasing; one fewer than there are bins
 */
public record QuantileBins(List<Double> edges) implements Bins {

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
    return new QuantileBins(
        Arrays.stream(Edges.even(counts, bins))
            .distinct()
            .filter(edge -> edge > counts.firstKey())
            .boxed()
            .toList());
  }

  @Override
  public int count() {
    return edges.size() + 1;
  }

  /** The bin of a value, from 1 to {@link #count()}. */
  public int bin(double value) {
    return Edges.upTo(edges, value) + 1;
  }

  @Override
  public int bin(double value, LifeEvent fact) {
    return bin(value);
  }
}
