package dev.norn.disclosure;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Counts of people by one to three dimensions, with all their totals. A place names a category of
 * each dimension, counted from 0; a dimension's size names its total.
 *
 * <p>Not safe for concurrent use.
 */
public final class CellTable {

  private static final int MOST_DIMENSIONS = 3;

  private final int[] sizes;
  private final int[] strides;
  private final long[] counts;
  private final BitSet dominated = new BitSet();
  private final BitSet keptDimensions = new BitSet();

  /**
   * @param sizes number of categories of each dimension
   */
  public CellTable(int... sizes) {
    if (sizes.length < 1
        || sizes.length > MOST_DIMENSIONS
        || Arrays.stream(sizes).anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "[table] has sizes %s; expected 1 to 3 dimensions of at least one category"
              .formatted(Arrays.toString(sizes)));
    }
    this.sizes = sizes.clone();
    this.strides = new int[sizes.length];
    int cells = 1;
    for (int k = 0; k < sizes.length; k++) {
      strides[k] = cells;
      cells *= length(k);
    }
    counts = new long[cells];
  }

  /** Adds people to a cell and to every total that they belong to. */
  public CellTable add(long people, int... place) {
    for (int corner = 0; corner < 1 << sizes.length; corner++) {
      int index = 0;
      boolean another = true;
      for (int k = 0; k < sizes.length; k++) {
        boolean total = (corner >> k & 1) == 1;
        // The total of one category is that category.
        another &= !total || sizes[k] > 1;
        index += strides[k] * (total && sizes[k] > 1 ? sizes[k] : place[k]);
      }
      if (another) {
        counts[index] += people;
      }
    }
    return this;
  }

  /** Marks a cell whose sum two contributors could be told from. */
  public CellTable dominated(int... place) {
    dominated.set(index(place));
    return this;
  }

  /**
   * Says that totals over this dimension are shown elsewhere: hiding them here protects nothing.
   */
  public CellTable keepTotalsOver(int dimension) {
    keptDimensions.set(dimension);
    return this;
  }

  int index(int... place) {
    int index = 0;
    for (int k = 0; k < sizes.length; k++) {
      if (place[k] < 0 || place[k] > sizes[k]) {
        throw new IndexOutOfBoundsException(
            "[table] dimension %d has no place %d; expected 0 to %d"
                .formatted(k + 1, place[k], sizes[k]));
      }
      index += strides[k] * Math.min(place[k], length(k) - 1);
    }
    return index;
  }

  int cells() {
    return counts.length;
  }

  int dimensions() {
    return sizes.length;
  }

  /** Places along a dimension: its categories and its total, which of one category is the same. */
  int length(int dimension) {
    return sizes[dimension] == 1 ? 1 : sizes[dimension] + 1;
  }

  int stride(int dimension) {
    return strides[dimension];
  }

  int coordinate(int cell, int dimension) {
    return cell / strides[dimension] % length(dimension);
  }

  boolean isTotal(int coordinate, int dimension) {
    return sizes[dimension] > 1 && coordinate == sizes[dimension];
  }

  boolean isKept(int cell) {
    return keptDimensions.stream().anyMatch(k -> isTotal(coordinate(cell, k), k));
  }

  boolean isDominated(int cell) {
    return dominated.get(cell);
  }

  long count(int cell) {
    return counts[cell];
  }
}
