package dev.norn.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantileBinsTest {

  private static QuantileBins fit(int bins, double... values) {
    TreeMap<Double, Long> counts = new TreeMap<>();
    for (double value : values) {
      counts.merge(value, 1L, Long::sum);
    }
    return QuantileBins.fit(counts, bins);
  }

  @Test
  void valueEqualToAnEdgeGoesAbove() {
    QuantileBins bins = new QuantileBins(List.of(10.0, 20.0));

    assertThat(bins.bin(Math.nextDown(10.0))).isEqualTo(1);
    assertThat(bins.bin(10)).isEqualTo(2);
    assertThat(bins.bin(20)).isEqualTo(3);
  }

  @Test
  void valuesBeyondTheFittedRangeFallIntoTheOuterBins() {
    QuantileBins bins = fit(4, 1, 2, 3, 4, 5, 6, 7, 8);

    assertThat(bins.bin(-1e300)).isEqualTo(1);
    assertThat(bins.bin(1e300)).isEqualTo(4);
  }

  @Test
  void valuesAreSharedOutEvenly() {
    assertThat(fit(4, 1, 2, 3, 4, 5, 6, 7, 8).edges()).containsExactly(3.0, 5.0, 7.0);
  }

  @Test
  void repeatedValuesCollapseIntoOneBin() {
    QuantileBins bins = fit(5, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4);

    assertThat(bins.edges()).containsExactly(1.0, 3.0);
    assertThat(bins.bin(0)).isEqualTo(1);
  }

  @Test
  void oneValueAloneGivesOneBin() {
    QuantileBins bins = fit(10, 7, 7, 7);

    assertThat(bins.count()).isEqualTo(1);
    assertThat(bins.bin(7)).isEqualTo(1);
  }

  @Test
  void edgesThatDoNotIncreaseAreRefused() {
    assertThatThrownBy(() -> new QuantileBins(List.of(2.0, 2.0)))
        .hasMessageContaining("increase strictly");
  }

  @Property
  void distinctValuesGiveExactlyTheBinsAskedForWithNearlyEqualCounts(
      @ForAll @Size(min = 20, max = 200) Set<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll @IntRange(min = 2, max = 20) int bins) {
    TreeMap<Double, Long> counts = new TreeMap<>();
    values.forEach(value -> counts.put(value + 0.0, 1L));
    QuantileBins fitted = QuantileBins.fit(counts, bins);

    Map<Integer, Long> perBin =
        counts.keySet().stream()
            .map(fitted::bin)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(fitted.count()).isEqualTo(bins);
    assertThat(perBin).hasSize(bins);
    long floor = counts.size() / bins;
    assertThat(perBin.values()).allMatch(count -> count == floor || count == floor + 1);
  }

  @Property
  void everyBinMadeHoldsAFittedValue(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 8) Integer> values,
      @ForAll @IntRange(min = 2, max = 12) int bins) {
    QuantileBins fitted = fit(bins, values.stream().mapToDouble(Integer::doubleValue).toArray());

    assertThat(fitted.count()).isLessThanOrEqualTo(bins);
    assertThat(values.stream().map(fitted::bin).distinct().count()).isEqualTo(fitted.count());
  }
}
