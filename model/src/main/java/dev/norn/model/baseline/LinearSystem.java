package dev.norn.model.baseline;

/** Solves symmetric systems that may not determine all unknowns: what they leave open is 0. */
final class LinearSystem {

  private static final double NOTHING_LEFT = 1e-10;

  private LinearSystem() {}

  /**
   * By L·D·Lᵀ.
   *
   * @param matrix lower triangle of a positive semi-definite matrix, the diagonal included
   */
  static double[] solve(double[][] matrix, double[] right) {
    int size = right.length;
    double[][] lower = new double[size][size];
    double[] pivots = new double[size];
    for (int j = 0; j < size; j++) {
      double pivot = matrix[j][j];
      for (int k = 0; k < j; k++) {
        pivot -= lower[j][k] * lower[j][k] * pivots[k];
      }
      // What is a sum of columns before it has no pivot of its own.
      pivots[j] = pivot > NOTHING_LEFT * matrix[j][j] ? pivot : 0;
      for (int i = j + 1; i < size && pivots[j] > 0; i++) {
        double rest = matrix[i][j];
        for (int k = 0; k < j; k++) {
          rest -= lower[i][k] * lower[j][k] * pivots[k];
        }
        lower[i][j] = rest / pivots[j];
      }
    }
    return substituted(lower, pivots, right);
  }

  private static double[] substituted(double[][] lower, double[] pivots, double[] right) {
    double[] x = right.clone();
    for (int j = 0; j < x.length; j++) {
      for (int k = 0; k < j; k++) {
        x[j] -= lower[j][k] * x[k];
      }
    }
    for (int j = x.length - 1; j >= 0; j--) {
      x[j] = pivots[j] > 0 ? x[j] / pivots[j] : 0;
      for (int i = j + 1; i < x.length; i++) {
        x[j] -= lower[i][j] * x[i];
      }
      x[j] = pivots[j] > 0 ? x[j] : 0;
    }
    return x;
  }
}
