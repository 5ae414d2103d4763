package dev.norn.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class YearlyBinsTest {

  private static SortedMap<Double, Long> counts(int values, double prices) {
    SortedMap<Double, Long> counts = new TreeMap<>();
    for (int i = 1; i <= values; i++) {
      counts.put(i * prices, 1L);
    }
    return counts;
  }

  /** Four bins; prices double from 2000 to 2010, 2005 has too few values to be fitted. */
  private static YearlyBins inflated() {
    NavigableMap<Integer, SortedMap<Double, Long>> byYear = new TreeMap<>();
    byYear.put(2000, counts(100, 1));
    byYear.put(2005, counts(4 * YearlyBins.VALUES_PER_BIN - 1, 10));
    byYear.put(2010, counts(100, 2));
    return YearlyBins.fit(byYear, 4);
  }

  @Test
  void inflationCarriesNobodyThroughTheBins() {
    for (int i = 1; i <= 100; i++) {
      assertThat(inflated().bin(i, 2000)).isEqualTo(inflated().bin(2 * i, 2010));
    }
  }

  @Test
  void yearThatWasNotFittedTakesTheNearestAndOfTwoTheEarlier() {
    YearlyBins bins = inflated();

    assertThat(bins.years()).containsOnlyKeys(2000, 2010);
    assertThat(bins.bin(60, 1950)).isEqualTo(bins.bin(60, 2000)).isEqualTo(3);
    assertThat(bins.bin(60, 2004)).isEqualTo(3);
    assertThat(bins.bin(60, 2005)).isEqualTo(3);
    assertThat(bins.bin(60, 2006)).isEqualTo(2);
    assertThat(bins.bin(60, 2050)).isEqualTo(bins.bin(60, 2010)).isEqualTo(2);
  }

  @Test
  void whereNoYearHasValuesEnoughAllStandForEach() {
    NavigableMap<Integer, SortedMap<Double, Long>> byYear = new TreeMap<>();
    byYear.put(2000, new TreeMap<>(Map.of(1.0, 1L, 2.0, 1L)));
    byYear.put(2001, new TreeMap<>(Map.of(3.0, 1L, 4.0, 1L)));
    YearlyBins bins = YearlyBins.fit(byYear, 2);

    assertThat(bins.bin(2, 2000)).isEqualTo(1);
    assertThat(bins.bin(3, 2000)).isEqualTo(2);
    assertThat(bins.bin(3, 2001)).isEqualTo(2);
  }

  @Test
  void repeatedValuesDoNotMoveTheNumbersAbove() {
    SortedMap<Double, Long> half = counts(100, 1);
    half.put(0.0, 100L);
    NavigableMap<Integer, SortedMap<Double, Long>> byYear = new TreeMap<>();
    byYear.put(2000, half);
    YearlyBins bins = YearlyBins.fit(byYear, 4);

    assertThat(bins.count()).isEqualTo(4);
    assertThat(bins.bin(100, 2000)).isEqualTo(4);
    assertThat(bins.bin(40, 2000)).isEqualTo(3);
    assertThat(bins.bin(0, 2000)).isEqualTo(2);
  }

  @Test
  void yearsWithUnequalNumbersOfEdgesAreRefused() {
    assertThatThrownBy(
            () -> new YearlyBins(new TreeMap<>(Map.of(1, List.of(1.0), 2, List.of(1.0, 2.0)))))
        .hasMessageContaining("as many in each");
    assertThatThrownBy(() -> new YearlyBins(new TreeMap<>())).hasMessageContaining("need a year");
  }

  @Property
  void everyFittedYearIsSharedOutEvenlyAndInOrder(
      @ForAll @Size(min = 60, max = 150) Set<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll @IntRange(min = 2, max = 6) int asked,
      @ForAll @DoubleRange(min = 1, max = 30) double prices) {
    SortedMap<Double, Long> then = new TreeMap<>();
    SortedMap<Double, Long> now = new TreeMap<>();
    values.forEach(value -> then.put(value + 0.0, 1L));
    values.forEach(value -> now.merge(value * prices + 0.0, 1L, Long::sum));
    NavigableMap<Integer, SortedMap<Double, Long>> byYear = new TreeMap<>();
    byYear.put(1990, then);
    byYear.put(2020, now);
    YearlyBins bins = YearlyBins.fit(byYear, asked);

    assertThat(then.keySet().stream().map(value -> bins.bin(value, 1990))).isSorted();
    assertThat(now.keySet().stream().map(value -> bins.bin(value, 2020))).isSorted();
    Map<Integer, Long> perBin =
        then.keySet().stream()
            .map(value -> bins.bin(value, 1990))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    long floor = then.size() / asked;
    assertThat(perBin).hasSize(asked);
    assertThat(perBin.values()).allMatch(count -> count == floor || count == floor + 1);
  }
}
