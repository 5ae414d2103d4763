package dev.norn.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What a reader can work out of a suppressed table: by trying every table of whole people, and, of
 * larger ones, by linear algebra. Neither shares a line with how cells are chosen.
 */
class HiddenCellsStayHiddenTest {

  private static final DisclosureRules FOURS = new DisclosureRules(4, true, null, null);
  private static final DisclosureRules FOURS_AND_ZEROS = new DisclosureRules(4, false, null, null);

  @Property(tries = 150)
  void everyHiddenCountOfALineMayBeManyNumbers(
      @ForAll long seed, @ForAll boolean zeros, @ForAll boolean kept) {
    assertAmbiguous(seed, zeros, kept, 11, 4);
  }

  @Property(tries = 150)
  void everyHiddenCountOfASquareMayBeManyNumbers(
      @ForAll long seed, @ForAll boolean zeros, @ForAll boolean kept) {
    assertAmbiguous(seed, zeros, kept, 11, 2, 2);
  }

  @Property(tries = 60)
  void everyHiddenCountOfARectangleMayBeManyNumbers(
      @ForAll long seed, @ForAll boolean zeros, @ForAll boolean kept) {
    assertAmbiguous(seed, zeros, kept, 9, 2, 3);
  }

  @Property(tries = 100)
  void everyHiddenCountOfACubeMayBeAnotherOne(@ForAll long seed) {
    DisclosureRules threes = new DisclosureRules(3, true, null, null);
    Cells cells = new Cells(seed, 40, false, 2, 2, 2);
    SuppressedTable shown = SuppressedTable.of(threes, cells.table);
    Assume.that(!shown.isWithheld());
    boolean[] moved = new boolean[cells.table.cells()];
    long[] step = new long[cells.inner.length];
    do {
      long[] guess = new long[step.length];
      for (int i = 0; i < guess.length; i++) {
        guess[i] = Math.max(0, cells.inner[i] + step[i] - 1);
      }
      long[] whole = cells.withTotals(guess);
      if (cells.fits(whole, shown, threes)) {
        for (int i = 0; i < moved.length; i++) {
          moved[i] |= whole[i] != cells.table.count(i);
        }
      }
    } while (next(step, 2));
    for (int i = 0; i < moved.length; i++) {
      assertThat(moved[i]).isEqualTo(!cells.isShown(shown, i));
    }
  }

  @Property(tries = 400)
  void noHiddenCountFollowsFromTheShownOnes(
      @ForAll long seed,
      @ForAll boolean kept,
      @ForAll @IntRange(min = 1, max = 5) int first,
      @ForAll @IntRange(min = 1, max = 5) int second,
      @ForAll @IntRange(min = 1, max = 3) int third) {
    Cells cells = new Cells(seed, 30, kept, first, second, third);
    SuppressedTable shown = SuppressedTable.of(DisclosureRules.DEFAULT, cells.table);
    Assume.that(!shown.isWithheld());
    cells.assertNothingFollows(shown);
  }

  private static void assertAmbiguous(
      long seed, boolean zeros, boolean kept, int most, int... sizes) {
    DisclosureRules rules = zeros ? FOURS : FOURS_AND_ZEROS;
    Cells cells = new Cells(seed, Math.min(most - 2, 8), kept, sizes);
    SuppressedTable shown = SuppressedTable.of(rules, cells.table);
    Assume.that(!shown.isWithheld());
    int all = cells.table.cells();
    long[] least = new long[all];
    long[] greatest = new long[all];
    Arrays.fill(least, Long.MAX_VALUE);
    Arrays.fill(greatest, Long.MIN_VALUE);
    long[] guess = new long[cells.inner.length];
    do {
      long[] whole = cells.withTotals(guess);
      if (cells.fits(whole, shown, rules)) {
        for (int i = 0; i < all; i++) {
          least[i] = Math.min(least[i], whole[i]);
          greatest[i] = Math.max(greatest[i], whole[i]);
        }
      }
    } while (next(guess, most));
    for (int i = 0; i < all; i++) {
      if (!cells.isShown(shown, i)) {
        assertThat(greatest[i] - least[i]).isGreaterThanOrEqualTo(rules.protection());
      } else {
        assertThat(rules.isSmall(least[i])).isFalse();
      }
    }
  }

  private static boolean next(long[] guess, int most) {
    for (int i = 0; i < guess.length; i++) {
      if (++guess[i] <= most) {
        return true;
      }
      guess[i] = 0;
    }
    return false;
  }

  /** A random table, and its cells by place. */
  private static final class Cells {
    private final int[] sizes;
    private final CellTable table;
    private final long[] inner;

    Cells(long seed, int most, boolean kept, int... sizes) {
      this.sizes = sizes;
      table = new CellTable(sizes);
      inner = new long[Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
      Random random = new Random(seed);
      for (int i = 0; i < inner.length; i++) {
        inner[i] = random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(most + 1);
        table.add(inner[i], place(i));
      }
      if (kept) {
        table.keepTotalsOver(0);
      }
    }

    private int[] place(int number) {
      int[] place = new int[sizes.length];
      for (int k = 0; k < sizes.length; k++) {
        place[k] = number % sizes[k];
        number /= sizes[k];
      }
      return place;
    }

    private int[] placeOfCell(int cell) {
      int[] place = new int[sizes.length];
      for (int k = 0; k < sizes.length; k++) {
        place[k] = table.coordinate(cell, k);
      }
      return place;
    }

    boolean isShown(SuppressedTable shown, int cell) {
      return shown.isShown(placeOfCell(cell));
    }

    long[] withTotals(long[] guess) {
      CellTable other = new CellTable(sizes);
      for (int i = 0; i < guess.length; i++) {
        other.add(guess[i], place(i));
      }
      long[] whole = new long[other.cells()];
      for (int i = 0; i < whole.length; i++) {
        whole[i] = other.count(i);
      }
      return whole;
    }

    boolean fits(long[] whole, SuppressedTable shown, DisclosureRules rules) {
      for (int i = 0; i < whole.length; i++) {
        int[] place = placeOfCell(i);
        boolean fits =
            shown
                .reason(place)
                .map(HiddenReason::told)
                .map(
                    reason ->
                        reason == HiddenReason.MINIMUM_COUNT
                            ? rules.isSmall(at(whole, place))
                            : at(whole, place) >= rules.minimumCount())
                .orElse(at(whole, place) == table.count(i));
        if (!fits) {
          return false;
        }
      }
      return true;
    }

    private long at(long[] whole, int[] place) {
      return whole[table.index(place)];
    }

    /** Each hidden cell is no combination of what is shown: no row of its own after elimination. */
    void assertNothingFollows(SuppressedTable shown) {
      int columns = inner.length;
      List<double[]> basis = new ArrayList<>();
      for (int cell = 0; cell < table.cells(); cell++) {
        if (isShown(shown, cell)) {
          reduce(basis, members(cell));
        }
      }
      for (int cell = 0; cell < table.cells(); cell++) {
        if (!isShown(shown, cell)) {
          assertThat(isZero(reduced(basis, members(cell))))
              .as("cell %d of %d", cell, columns)
              .isFalse();
        }
      }
    }

    /** Which inner cells a cell adds up. */
    private double[] members(int cell) {
      double[] members = new double[inner.length];
      for (int i = 0; i < inner.length; i++) {
        int[] place = place(i);
        boolean member = true;
        for (int k = 0; k < sizes.length; k++) {
          int at = table.coordinate(cell, k);
          member &= table.isTotal(at, k) || at == place[k];
        }
        members[i] = member ? 1 : 0;
      }
      return members;
    }

    private static void reduce(List<double[]> basis, double[] row) {
      double[] rest = reduced(basis, row);
      int pivot = pivot(rest);
      if (pivot >= 0) {
        double scale = rest[pivot];
        for (int i = 0; i < rest.length; i++) {
          rest[i] /= scale;
        }
        basis.add(rest);
      }
    }

    private static double[] reduced(List<double[]> basis, double[] row) {
      double[] rest = row.clone();
      for (double[] each : basis) {
        double factor = rest[pivot(each)];
        for (int i = 0; i < rest.length && factor != 0; i++) {
          rest[i] -= factor * each[i];
        }
      }
      return rest;
    }

    private static int pivot(double[] row) {
      for (int i = 0; i < row.length; i++) {
        if (Math.abs(row[i]) > 1e-9) {
          return i;
        }
      }
      return -1;
    }

    private static boolean isZero(double[] row) {
      return pivot(row) < 0;
    }
  }
}
