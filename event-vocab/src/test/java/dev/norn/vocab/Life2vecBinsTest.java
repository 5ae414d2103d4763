package dev.norn.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Numbers are those of the published code, worked out in docs/life2vec-spec.md, section 3.4. */
class Life2vecBinsTest {

  private static Life2vecBins fit(int bins, DoubleStream values) {
    TreeMap<Double, Long> counts = new TreeMap<>();
    values.forEach(value -> counts.merge(value, 1L, Long::sum));
    return Life2vecBins.fit(counts, bins);
  }

  private static Life2vecBins oneToHundred() {
    return fit(100, IntStream.rangeClosed(1, 100).asDoubleStream());
  }

  @Test
  void hundredAskedForAreNinetyEightMadeAndTenAreEight() {
    assertThat(oneToHundred().count()).isEqualTo(98);
    assertThat(fit(10, IntStream.rangeClosed(1, 100).asDoubleStream()).count()).isEqualTo(8);
  }

  @Test
  void edgesAreLinearQuantiles() {
    List<Double> edges = oneToHundred().quantiles();

    assertThat(edges).hasSize(99);
    assertThat(edges.get(0)).isEqualTo(1.0);
    assertThat(edges.get(1)).isCloseTo(2.0102, within(1e-4));
    assertThat(edges.get(97)).isCloseTo(98.9898, within(1e-4));
    assertThat(edges.get(98)).isEqualTo(100.0);
  }

  @Test
  void valuesFallWhereThePublishedCodePutsThem() {
    Life2vecBins bins = oneToHundred();

    assertThat(DoubleStream.of(0.5, 1, 1.9, 2.02, 50, 99.5, 150).mapToInt(x -> bins.bin(x)))
        .containsExactly(Bins.MISSING, 1, 1, 2, 49, 98, 98);
  }

  @Test
  void repeatedValuesLeaveBinsEmptyAndKeepTheirNumbers() {
    Life2vecBins bins = fit(6, DoubleStream.of(0, 0, 0, 0, 0, 0, 1, 2, 3));

    assertThat(bins.quantiles()).containsExactly(0.0, 0.0, 0.0, 1.0, 3.0);
    assertThat(DoubleStream.of(0, 1, 2, 3).mapToInt(x -> bins.bin(x))).containsExactly(3, 4, 4, 4);
  }

  @Test
  void oneValueAloneFallsIntoTheLastBin() {
    assertThat(fit(10, DoubleStream.of(7)).bin(7)).isEqualTo(8);
  }

  @Test
  void decreasingEdgesAreRefused() {
    assertThatThrownBy(() -> new Life2vecBins(List.of(2.0, 1.0))).hasMessageContaining("decrease");
  }

  @Property
  void greaterValueNeverFallsLowerAndNoneOutside(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 30) Integer> values,
      @ForAll @IntRange(min = 3, max = 20) int asked,
      @ForAll @DoubleRange(min = -5, max = 40) double a,
      @ForAll @DoubleRange(min = -5, max = 40) double b) {
    Life2vecBins bins = fit(asked, values.stream().mapToDouble(Integer::doubleValue));

    assertThat(bins.bin(Math.min(a, b))).isLessThanOrEqualTo(bins.bin(Math.max(a, b)));
    assertThat(bins.bin(a)).isBetween(Bins.MISSING, asked - 2);
    assertThat(values).allMatch(value -> bins.bin(value) > Bins.MISSING);
  }

  @Property
  void distinctValuesAreSharedOutAlmostEvenly(
      @ForAll @Size(min = 40, max = 200) Set<@IntRange(min = -10_000, max = 10_000) Integer> values,
      @ForAll @IntRange(min = 3, max = 22) int asked) {
    Life2vecBins bins = fit(asked, values.stream().mapToDouble(Integer::doubleValue));
    Map<Integer, Long> perBin =
        values.stream()
            .map(value -> bins.bin(value))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

    double even = (values.size() - 1.0) / (asked - 2);
    assertThat(perBin).hasSize(asked - 2);
    assertThat(perBin.values()).allMatch(count -> Math.abs(count - even) <= 2);
  }
}
