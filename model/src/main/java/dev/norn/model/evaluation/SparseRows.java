package dev.norn.model.evaluation;

import java.util.Arrays;

/**
 * Rows of numbers of which most are absent, one after another in compressed form: 8 bytes a number
 * and 8 a row, and up to half as much again while it grows. Not thread-safe.
 */
final class SparseRows {

  private long[] starts = new long[256];
  private int[] columns = new int[4_096];
  private float[] values = new float[4_096];
  private int rows;
  private int size;

  /** Adds a number to the row that {@link #endRow} will end; columns in ascending order. */
  void add(int column, double value) {
    if (size == columns.length) {
      columns = Arrays.copyOf(columns, grown(size));
      values = Arrays.copyOf(values, columns.length);
    }
    columns[size] = column;
    values[size++] = (float) value;
  }

  void endRow() {
    rows++;
    if (rows == starts.length) {
      starts = Arrays.copyOf(starts, grown(rows));
    }
    starts[rows] = size;
  }

  private static int grown(int size) {
    return Math.addExact(size, size / 2);
  }

  int rows() {
    return rows;
  }

  /** Where each row starts, then where the last one ends. */
  long[] starts() {
    return Arrays.copyOf(starts, rows + 1);
  }

  int[] columns() {
    return Arrays.copyOf(columns, size);
  }

  float[] values() {
    return Arrays.copyOf(values, size);
  }

  /** One more than the greatest column that any row has. */
  int width() {
    return 1 + Arrays.stream(columns, 0, size).max().orElse(-1);
  }
}
