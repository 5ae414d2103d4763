package dev.norn.vocab;

import dev.norn.event.LifeEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Bins with edges of their own for each value of another field of the fact, such as the code that a
 * measurement was taken under: bin 7 of 10 is the same place among the values of its code, in
 * whatever unit. A code that was not fitted has none, its numbers count as missing. As in {@link
 * YearlyBins} repeated edges are kept.
 *
 * @param field whose values tell the edges apart
 * @param codes the edges by that field's value, not decreasing; one fewer than there are bins, of
 *     every code
 */
public record CodedBins(String field, NavigableMap<String, List<Double>> codes) implements Bins {

  public CodedBins {
    TreeMap<String, List<Double>> copy = new TreeMap<>();
    codes.forEach((code, edges) -> copy.put(code, List.copyOf(edges)));
    if (copy.values().stream().mapToInt(List::size).distinct().count() > 1) {
      throw new IllegalArgumentException("coded bins need as many in each code");
    }
    copy.values().forEach(Edges::refuseDecreasing);
    codes = Collections.unmodifiableNavigableMap(copy);
  }

  /**
   * @param byCode how often each value occurs under each code; a code with fewer values for each
   *     bin than {@link YearlyBins#VALUES_PER_BIN} is left out
   */
  static CodedBins fit(String field, Map<String, SortedMap<Double, Long>> byCode, int bins) {
    TreeMap<String, List<Double>> codes = new TreeMap<>();
    byCode.forEach(
        (code, counts) -> {
          if (Edges.total(counts) >= (long) YearlyBins.VALUES_PER_BIN * bins) {
            codes.put(code, YearlyBins.even(counts, bins));
          }
        });
    return new CodedBins(field, codes);
  }

  @Override
  public int count() {
    return codes.isEmpty() ? 0 : codes.firstEntry().getValue().size() + 1;
  }

  @Override
  public int bin(double value, LifeEvent fact) {
    String code = fact.fields().get(field);
    List<Double> edges = code == null ? null : codes.get(code);
    return edges == null ? MISSING : Edges.upTo(edges, value) + 1;
  }
}
