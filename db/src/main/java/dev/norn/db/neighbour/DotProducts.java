package dev.norn.db.neighbour;

/**
 * Dot products of one vector with many. Safe for concurrent use.
 *
 * <p>The numbers of one dimension lie together, so that the virtual machine turns the inner loop
 * into vector instructions.
 */
final class DotProducts {

  private final float[][] columns;
  private final int vectors;

  /**
   * @param vectors one or more, all of the same width
   */
  DotProducts(float[][] vectors) {
    this.vectors = vectors.length;
    this.columns = new float[vectors[0].length][vectors.length];
    for (int vector = 0; vector < vectors.length; vector++) {
      for (int dimension = 0; dimension < columns.length; dimension++) {
        columns[dimension][vector] = vectors[vector][dimension];
      }
    }
  }

  /** How many vectors there are, and so the length of the products. */
  int count() {
    return vectors;
  }

  /** Adds to each number of {@code sums} the product of its vector with {@code other}. */
  void addTo(float[] sums, float[] other) {
    for (int dimension = 0; dimension < columns.length; dimension++) {
      addScaled(sums, columns[dimension], other[dimension]);
    }
  }

  /** In the order of the vectors. */
  float[] with(float[] other) {
    float[] products = new float[vectors];
    addTo(products, other);
    return products;
  }

  private static void addScaled(float[] sums, float[] column, float factor) {
    for (int vector = 0; vector < sums.length; vector++) {
      sums[vector] += column[vector] * factor;
    }
  }
}
