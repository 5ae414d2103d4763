package dev.norn.model.scoring;

import dev.norn.disclosure.CellTable;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.disclosure.SuppressedTable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts of people as {@link DisclosureRules} show them. What follows from several tables together
 * is not looked into.
 */
record SuppressedCounts(DisclosureRules rules) {

  /**
   * Of counts that add up to a total which is shown.
   *
   * @param cells by name
   * @return in the same order, null where held back
   */
  Map<String, Long> of(Map<String, Long> cells) {
    if (cells.isEmpty()) {
      return new LinkedHashMap<>();
    }
    CellTable table = new CellTable(cells.size()).keepTotalsOver(0);
    int place = 0;
    for (long count : cells.values()) {
      table.add(count, place++);
    }
    SuppressedTable suppressed = SuppressedTable.of(rules, table);
    Map<String, Long> shown = new LinkedHashMap<>();
    for (String name : cells.keySet()) {
      var count = suppressed.count(shown.size());
      shown.put(name, count.isPresent() ? count.getAsLong() : null);
    }
    return shown;
  }

  /**
   * Of counts whose total is not shown beside them: small ones are held back, and never one alone.
   */
  Map<String, Long> withoutTotal(Map<String, Long> cells) {
    Map<String, Long> shown = new LinkedHashMap<>();
    cells.forEach((name, count) -> shown.put(name, rules.isSmall(count) ? null : count));
    long held = shown.values().stream().filter(count -> count == null).count();
    return held == 1 ? of(cells) : shown;
  }
}
