package dev.norn.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.disclosure.DisclosureRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SuppressedCountsTest {

  @Property
  void noSmallCellIsShownNorToldByTheTotal(
      @ForAll @Size(min = 2, max = 8) List<@IntRange(max = 40) Integer> cells) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      counts.put("cell " + i, cells.get(i).longValue());
    }
    Map<String, Long> shown = new SuppressedCounts(DisclosureRules.DEFAULT).of(counts);
    assertThat(shown.keySet()).containsExactlyElementsOf(counts.keySet());
    shown.forEach(
        (name, count) -> {
          if (count != null) {
            assertThat(count).isEqualTo(counts.get(name)).isGreaterThanOrEqualTo(10);
          }
        });
    long small = cells.stream().filter(count -> count < 10).count();
    long held = shown.values().stream().filter(Objects::isNull).count();
    assertThat(held).isGreaterThanOrEqualTo(small == 1 ? 2 : small);
    long untold = 0;
    for (int i = 0; i < cells.size(); i++) {
      untold += shown.get("cell " + i) == null ? cells.get(i) : 0;
    }
    // Subtraction tells what the held ones add up to: nobody, or few, must not be all it says.
    assertThat(held == 0 || held == cells.size() || untold >= 10).isTrue();
  }
}
