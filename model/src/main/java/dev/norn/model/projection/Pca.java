package dev.norn.model.projection;

import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealVector;

/** The two principal components: the honest linear view, and where a layout starts. */
public final class Pca {

  private Pca() {}

  /** Projections onto the two directions of widest spread, centred. */
  public static Places of(UnitVectors vectors) {
    double[] mean = mean(vectors);
    var eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance(vectors, mean), false));
    return new Places(
        projected(vectors, mean, eigen.getEigenvector(0)),
        vectors.width() < 2
            ? new float[vectors.size()]
            : projected(vectors, mean, eigen.getEigenvector(1)));
  }

  private static double[] mean(UnitVectors vectors) {
    double[] mean = new double[vectors.width()];
    for (int i = 0; i < vectors.size(); i++) {
      float[] row = vectors.row(i);
      for (int j = 0; j < mean.length; j++) {
        mean[j] += (double) row[j] / vectors.size();
      }
    }
    return mean;
  }

  /** A row by a thread, so that each sum is taken in one order. */
  private static double[][] covariance(UnitVectors vectors, double[] mean) {
    double[][] covariance = new double[mean.length][mean.length];
    IntStream.range(0, mean.length)
        .parallel()
        .forEach(
            i -> {
              double[] sums = covariance[i];
              for (int point = 0; point < vectors.size(); point++) {
                float[] row = vectors.row(point);
                double own = row[i] - mean[i];
                for (int j = 0; j < sums.length; j++) {
                  sums[j] += own * (row[j] - mean[j]);
                }
              }
            });
    return covariance;
  }

  private static float[] projected(UnitVectors vectors, double[] mean, RealVector direction) {
    double[] numbers = direction.toArray();
    double sign = sign(numbers);
    float[] projected = new float[vectors.size()];
    IntStream.range(0, projected.length)
        .parallel()
        .forEach(
            point -> {
              float[] row = vectors.row(point);
              double sum = 0;
              for (int i = 0; i < numbers.length; i++) {
                sum += (row[i] - mean[i]) * numbers[i];
              }
              projected[point] = (float) (sign * sum);
            });
    return projected;
  }

  /** An eigenvector has no sign of its own: its largest number is made positive. */
  private static double sign(double[] numbers) {
    double largest = 0;
    for (double number : numbers) {
      largest = Math.abs(number) > Math.abs(largest) ? number : largest;
    }
    return largest < 0 ? -1 : 1;
  }
}
