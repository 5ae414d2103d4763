package dev.norn.disclosure;

/** What the hidden cells of a line with a shown total add up to, which subtraction tells. */
final class LineSums {

  private final DisclosureRules rules;
  private final CellTable table;
  private final HiddenReason[] hidden;
  private boolean anySmall;

  LineSums(DisclosureRules rules, CellTable table, HiddenReason[] hidden) {
    this.rules = rules;
    this.table = table;
    this.hidden = hidden;
  }

  /** Whether a small sum was left, as all of its line is hidden or kept. */
  boolean isAnySmall() {
    return anySmall;
  }

  /** Hides one more cell of each line with a small sum; returns whether any was hidden. */
  boolean hideMore() {
    boolean more = false;
    for (int k = 0; k < table.dimensions(); k++) {
      for (int total = 0; total < hidden.length; total++) {
        if (table.isTotal(table.coordinate(total, k), k) && isSmall(total, k)) {
          boolean hid = hideSmallest(total, k);
          anySmall |= !hid;
          more |= hid;
        }
      }
    }
    return more;
  }

  private boolean isSmall(int total, int dimension) {
    if (hidden[total] != null) {
      return false;
    }
    long sum = 0;
    boolean any = false;
    for (int place = 0; place < table.length(dimension) - 1; place++) {
      int cell = cell(total, dimension, place);
      any |= hidden[cell] != null;
      sum += hidden[cell] == null ? 0 : table.count(cell);
    }
    return any && sum < rules.minimumCount();
  }

  private boolean hideSmallest(int total, int dimension) {
    int smallest = -1;
    for (int place = 0; place < table.length(dimension); place++) {
      int cell = cell(total, dimension, place);
      boolean open = hidden[cell] == null && !table.isKept(cell) && table.count(cell) > 0;
      if (open && (smallest < 0 || table.count(cell) < table.count(smallest))) {
        smallest = cell;
      }
    }
    if (smallest < 0) {
      return false;
    }
    hidden[smallest] = HiddenReason.COMPLEMENTARY;
    return true;
  }

  private int cell(int total, int dimension, int place) {
    return total + table.stride(dimension) * (place - (table.length(dimension) - 1));
  }
}
