package dev.norn.vocab;

import dev.norn.event.LifeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The bins of life2vec's code ({@code src/data_new/sources/base.py}), for models that are to be
 * compared with it: n asked for are n - 2 made, between n - 1 edges at the quantiles {@code
 * linspace(0, 1, n - 1)}. A value below the first edge counts as missing; one at or above the last
 * falls into the last bin. Where values repeat, edges do too, and some bins stay empty. The code's
 * quantiles are approximate, these are exact (linear between neighbours, as NumPy's).
 *
 * @param quantiles the edges, not decreasing; one more than there are bins
 */
public record Life2vecBins(List<Double> quantiles) implements Bins {

  public Life2vecBins {
    quantiles = List.copyOf(quantiles);
    if (quantiles.size() < 2) {
      throw new IllegalArgumentException("life2vec's bins lie between two edges or more");
    }
    Edges.refuseDecreasing(quantiles);
  }

  /**
   * @param counts how often each value occurs; at least one
   * @param bins asked for, 3 or more
   */
  public static Life2vecBins fit(SortedMap<Double, Long> counts, int bins) {
    long last = Edges.total(counts) - 1;
    int steps = bins - 2;
    List<Double> edges = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      long place = Math.multiplyExact(i, last);
      double low = ofRank(counts, place / steps);
      double high = ofRank(counts, Math.min(last, place / steps + 1));
      double share = (double) (place % steps) / steps;
      // Kept between its neighbours: rounding could carry it past one.
      edges.add(Math.max(low, Math.min(high, low * (1 - share) + high * share)));
    }
    return new Life2vecBins(edges);
  }

  private static double ofRank(SortedMap<Double, Long> counts, long rank) {
    long upTo = 0;
    for (Map.Entry<Double, Long> value : counts.entrySet()) {
      upTo += value.getValue();
      if (rank < upTo) {
        return value.getKey();
      }
    }
    throw new IllegalArgumentException("no value has rank " + rank);
  }

  @Override
  public int count() {
    return quantiles.size() - 1;
  }

  @Override
  public int bin(double value, LifeEvent fact) {
    return bin(value);
  }

  /** The bin of a value, from 1 to {@link #count()}, or {@link Bins#MISSING}. */
  public int bin(double value) {
    return Math.min(count(), Edges.upTo(quantiles, value));
  }
}
