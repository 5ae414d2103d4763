package dev.norn.model.projection;

import java.util.Arrays;

/** Vectors of length 1, whose dot products are cosines. Immutable. */
public final class UnitVectors {

  private final float[][] rows;

  private UnitVectors(float[][] rows) {
    this.rows = rows;
  }

  /**
   * @param rows of equal width, of any length but 0
   * @throws IllegalArgumentException where there is no row, or one has no direction or another
   *     width
   */
  public static UnitVectors of(float[][] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("[map] found no vector; expected one or more");
    }
    float[][] unit = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      unit[i] = unit(rows[i], rows[0].length);
    }
    return new UnitVectors(unit);
  }

  private static float[] unit(float[] row, int width) {
    double squares = 0;
    for (float number : row) {
      squares += (double) number * number;
    }
    if (row.length != width || !(squares > 0) || Double.isInfinite(squares)) {
      throw new IllegalArgumentException(
          "[map] found a vector without a direction or of another width; expected %d numbers that are not all 0"
              .formatted(width));
    }
    float[] unit = new float[width];
    for (int i = 0; i < width; i++) {
      unit[i] = (float) (row[i] / Math.sqrt(squares));
    }
    return unit;
  }

  /** Those of the indexes, in their order. */
  UnitVectors only(int[] indexes) {
    return new UnitVectors(Arrays.stream(indexes).mapToObj(this::row).toArray(float[][]::new));
  }

  public int size() {
    return rows.length;
  }

  public int width() {
    return rows[0].length;
  }

  /** Not to be changed. */
  float[] row(int index) {
    return rows[index];
  }

  float cosine(int a, int b) {
    float sum = 0;
    for (int i = 0; i < rows[a].length; i++) {
      sum += rows[a][i] * rows[b][i];
    }
    return sum;
  }

  /** Of the straight line between two, squared. */
  float squaredDistance(int a, int b) {
    return Math.max(0, 2 - 2 * cosine(a, b));
  }
}
