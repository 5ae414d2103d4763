package dev.norn.vocab;

import dev.norn.event.LifeEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Bins with edges of their own in each calendar year, so that inflation carries nobody through the
 * bins: bin 7 of 20 is the same place among people of its year, whatever the year. Therefore
 * repeated edges are kept, unlike in {@link QuantileBins}: dropping one would move the number of
 * every bin above it. A year that was not fitted takes the edges of the nearest, of two the
 * earlier.
 *
 * @param years the edges by year, not decreasing; one fewer than there are bins, in every year
 */
public record YearlyBins(NavigableMap<Integer, List<Double>> years) implements Bins {

  /** A year with fewer values per bin than this takes the edges of the nearest that has them. */
  static final int VALUES_PER_BIN = 10;

  public YearlyBins {
    TreeMap<Integer, List<Double>> copy = new TreeMap<>();
    years.forEach((year, edges) -> copy.put(year, List.copyOf(edges)));
    if (copy.values().stream().mapToInt(List::size).distinct().count() != 1) {
      throw new IllegalArgumentException("yearly bins need a year, and as many in each");
    }
    copy.values().forEach(Edges::refuseDecreasing);
    years = Collections.unmodifiableNavigableMap(copy);
  }

  /**
   * Where no year has values enough, all years together stand for each.
   *
   * @param byYear how often each value occurs in each year; at least one
   */
  public static YearlyBins fit(NavigableMap<Integer, SortedMap<Double, Long>> byYear, int bins) {
    TreeMap<Integer, List<Double>> years = new TreeMap<>();
    byYear.forEach(
        (year, counts) -> {
          if (Edges.total(counts) >= (long) VALUES_PER_BIN * bins) {
            years.put(year, even(counts, bins));
          }
        });
    if (years.isEmpty()) {
      years.put(byYear.lastKey(), even(Edges.together(byYear.values()), bins));
    }
    return new YearlyBins(years);
  }

  /** {@link Edges#even} as a list. */
  static List<Double> even(SortedMap<Double, Long> counts, int bins) {
    List<Double> edges = new ArrayList<>();
    Arrays.stream(Edges.even(counts, bins)).forEach(edges::add);
    return edges;
  }

  @Override
  public int count() {
    return years.firstEntry().getValue().size() + 1;
  }

  @Override
  public int bin(double value, LifeEvent fact) {
    return bin(value, fact.occurred().getYear());
  }

  /** The bin of a value of that year, from 1 to {@link #count()}. */
  public int bin(double value, int year) {
    return Edges.upTo(nearest(year), value) + 1;
  }

  private List<Double> nearest(int year) {
    Map.Entry<Integer, List<Double>> before = years.floorEntry(year);
    Map.Entry<Integer, List<Double>> after = years.ceilingEntry(year);
    if (before == null || after == null) {
      return (before == null ? after : before).getValue();
    }
    return (year - before.getKey() <= after.getKey() - year ? before : after).getValue();
  }
}
