package dev.norn.disclosure;

/** Which shares of people may be shown: those whose two counts may be, with all their totals. */
public final class Shares {

  private Shares() {}

  /**
   * @param with people who have it, by group; the groups add up to people whose counts are shown
   * @param without people who have it not, by group
   */
  public static boolean[] shown(DisclosureRules rules, long[] with, long[] without) {
    boolean[] shown = new boolean[with.length];
    if (with.length == 0) {
      return shown;
    }
    CellTable table = new CellTable(with.length, 2).keepTotalsOver(0).keepTotalsOver(1);
    for (int i = 0; i < with.length; i++) {
      table.add(with[i], i, 0).add(without[i], i, 1);
    }
    SuppressedTable suppressed = SuppressedTable.of(rules, table);
    for (int i = 0; i < with.length; i++) {
      shown[i] = suppressed.isShown(i, 0) && suppressed.isShown(i, 1);
    }
    return shown;
  }
}
