package dev.norn.model.graph;

import java.util.SplittableRandom;
import org.tensorflow.ndarray.Shape;

/**
 * Random directions for FAVOR+ (Choromanski et al. 2021): blocks of as many rows as there are
 * columns, orthogonal to each other within a block, the last block cut; each row as long as a fresh
 * Gaussian vector. Orthogonal directions estimate softmax attention with less variance than
 * independent ones.
 */
final class OrthogonalDirections {

  private OrthogonalDirections() {}

  /**
   * @param shape rows, columns
   */
  static float[] draw(Shape shape, SplittableRandom random) {
    int rows = Math.toIntExact(shape.get(0));
    int columns = Math.toIntExact(shape.get(1));
    float[] values = new float[rows * columns];
    double[][] block = new double[0][];
    for (int row = 0; row < rows; row++) {
      if (row % columns == 0) {
        block = orthonormal(columns, random);
      }
      double length = Math.sqrt(square(gaussian(columns, random)));
      for (int column = 0; column < columns; column++) {
        values[row * columns + column] = (float) (length * block[row % columns][column]);
      }
    }
    return values;
  }

  /** Gram-Schmidt on Gaussian rows, each made orthogonal twice against rounding. */
  private static double[][] orthonormal(int size, SplittableRandom random) {
    double[][] rows = new double[size][];
    for (int i = 0; i < size; i++) {
      rows[i] = gaussian(size, random);
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          subtract(rows[i], rows[j], dot(rows[i], rows[j]));
        }
      }
      double length = Math.sqrt(square(rows[i]));
      for (int c = 0; c < size; c++) {
        rows[i][c] /= length;
      }
    }
    return rows;
  }

  private static void subtract(double[] from, double[] direction, double times) {
    for (int c = 0; c < from.length; c++) {
      from[c] -= times * direction[c];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      sum += a[c] * b[c];
    }
    return sum;
  }

  private static double square(double[] a) {
    return dot(a, a);
  }

  private static double[] gaussian(int size, SplittableRandom random) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }
}
