package dev.norn.disclosure;

import java.util.BitSet;

/**
 * Chooses the cells that are hidden. First those that a rule names, then, for each hidden cell that
 * a reader could narrow down too far, the cheapest box of cells around it: corners of which hiding
 * all lets counts move from one to another while every shown cell stays as it is (the hypercube
 * method: Repsilber 1994; Giessing and Repsilber 2002). A box is taken only where the cell can move
 * by {@link DisclosureRules#protection()} in whole people, with no count below zero and none
 * against the reason that a reader is told for it. The table that results from a move is a witness:
 * the reader cannot rule it out, whatever the means. Hidden cells of a line add up to what
 * subtraction tells, and so to no small count themselves.
 */
final class Suppression {

  private static final long UNBOUNDED = Long.MAX_VALUE / 4;

  private final DisclosureRules rules;
  private final CellTable table;
  private final HiddenReason[] hidden;
  private final BitSet guarded = new BitSet();

  Suppression(DisclosureRules rules, CellTable table) {
    this.rules = rules;
    this.table = table;
    this.hidden = new HiddenReason[table.cells()];
  }

  HiddenReason[] hidden() {
    return hidden;
  }

  /** Returns whether every hidden cell is protected. */
  boolean run() {
    for (int cell = 0; cell < hidden.length; cell++) {
      hidden[cell] = primary(cell);
    }
    do {
      for (int cell = 0; cell < hidden.length; cell++) {
        if (hidden[cell] != null && !guarded.get(cell) && !hideBox(cell)) {
          return false;
        }
      }
      LineSums sums = new LineSums(rules, table, hidden);
      if (!sums.hideMore()) {
        return !sums.isAnySmall();
      }
    } while (true);
  }

  private HiddenReason primary(int cell) {
    if (rules.isSmall(table.count(cell))) {
      return table.count(cell) == 0 ? HiddenReason.ZERO : HiddenReason.MINIMUM_COUNT;
    }
    return table.isDominated(cell) ? HiddenReason.DOMINANCE : null;
  }

  /** Returns whether there is a box that protects the cell. */
  private boolean hideBox(int cell) {
    Box best = null;
    for (int opposite = 0; opposite < hidden.length; opposite++) {
      if (isOpposite(cell, opposite)) {
        Box box = new Box(cell, opposite);
        if (box.protects() && (best == null || box.cost < best.cost)) {
          best = box;
        }
      }
    }
    if (best == null) {
      return false;
    }
    best.hide();
    return true;
  }

  private boolean isOpposite(int cell, int other) {
    for (int k = 0; k < table.dimensions(); k++) {
      if (table.length(k) > 1 && table.coordinate(cell, k) == table.coordinate(other, k)) {
        return false;
      }
    }
    return true;
  }

  private long least(HiddenReason reason) {
    return switch (reason) {
      case MINIMUM_COUNT, ZERO -> rules.zerosDisclose() ? 0 : 1;
      case DOMINANCE, COMPLEMENTARY -> rules.minimumCount();
    };
  }

  private long greatest(HiddenReason reason) {
    return switch (reason) {
      case MINIMUM_COUNT, ZERO -> rules.minimumCount() - 1;
      case DOMINANCE, COMPLEMENTARY -> UNBOUNDED;
    };
  }

  /** The cells that differ from one of two in the other's coordinates. */
  private final class Box {
    private final int[] corners = new int[1 << table.dimensions()];
    private long cost;
    private long up = UNBOUNDED;
    private long down = UNBOUNDED;
    private boolean allowed = true;

    Box(int cell, int opposite) {
      for (int corner = 0; corner < corners.length; corner++) {
        corners[corner] = corner(cell, opposite, corner);
        if (corners[corner] >= 0) {
          add(corners[corner], sign(cell, opposite, corner) > 0);
        }
      }
    }

    /** Negative where the dimension has one place only, so that the corner is another one again. */
    private int corner(int cell, int opposite, int bits) {
      int corner = 0;
      for (int k = 0; k < table.dimensions(); k++) {
        boolean across = (bits >> k & 1) == 1;
        if (across && table.length(k) == 1) {
          return -1;
        }
        corner += table.stride(k) * table.coordinate(across ? opposite : cell, k);
      }
      return corner;
    }

    /** One more in a category is one fewer in another, or one more in the total. */
    private int sign(int cell, int opposite, int bits) {
      int sign = 1;
      for (int k = 0; k < table.dimensions(); k++) {
        boolean total =
            table.isTotal(table.coordinate(cell, k), k)
                || table.isTotal(table.coordinate(opposite, k), k);
        if ((bits >> k & 1) == 1 && !total) {
          sign = -sign;
        }
      }
      return sign;
    }

    private void add(int corner, boolean along) {
      HiddenReason reason = hidden[corner];
      if (reason == null) {
        // An empty cell that may be shown cannot pass for a large one.
        allowed &= !table.isKept(corner) && table.count(corner) > 0;
        cost += table.count(corner);
        reason = HiddenReason.COMPLEMENTARY;
      }
      long more = greatest(reason) - table.count(corner);
      long fewer = table.count(corner) - least(reason);
      up = Math.min(up, along ? more : fewer);
      down = Math.min(down, along ? fewer : more);
    }

    boolean protects() {
      return allowed && up + down >= rules.protection();
    }

    void hide() {
      for (int corner : corners) {
        if (corner >= 0) {
          hidden[corner] = hidden[corner] == null ? HiddenReason.COMPLEMENTARY : hidden[corner];
          // All of them move together.
          guarded.set(corner);
        }
      }
    }
  }
}
