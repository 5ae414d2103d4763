package dev.norn.model.scoring;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts of people that add up to a total which is shown: cells of fewer than ten, empty ones
 * included, are held back, and where that is a single one the next smallest too, as it could be
 * told by subtraction. What follows from several tables together is not looked into.
 */
final class SuppressedCounts {

  /** Fewer people than this are not shown. */
  static final int LEAST = 10;

  private SuppressedCounts() {}

  /**
   * @param cells by name
   * @return in the same order, null where held back
   */
  static Map<String, Long> of(Map<String, Long> cells) {
    Map<String, Long> shown = new LinkedHashMap<>();
    cells.forEach((name, count) -> shown.put(name, count < LEAST ? null : count));
    long held = shown.values().stream().filter(count -> count == null).count();
    if (held == 1 && cells.size() > 1) {
      shown.entrySet().stream()
          .filter(cell -> cell.getValue() != null)
          .min(Map.Entry.comparingByValue())
          .ifPresent(cell -> cell.setValue(null));
    }
    return shown;
  }
}
