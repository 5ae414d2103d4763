package dev.norn.db.neighbour;

import java.util.List;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.stat.correlation.Covariance;

/**
 * The directions of length 1 in which embeddings are spread widest, the widest first.
 *
 * <p>Safe for concurrent use.
 *
 * @param directions {@code [direction][width]}
 * @param spread share of the embeddings' variance that lies along them, 0 to 1
 */
record PrincipalDirections(float[][] directions, double spread) {

  /** The width of projections at most: wider embeddings lose a little, narrower ones nothing. */
  static final int MOST = 32;

  /** More change the directions little and take time in the square of the width. */
  private static final int MOST_EMBEDDINGS = 20_000;

  /**
   * @param embeddings two or more of the same width; of more than 20,000 the first are used
   */
  static PrincipalDirections of(List<float[]> embeddings) {
    double[][] rows =
        embeddings.stream()
            .limit(MOST_EMBEDDINGS)
            .map(PrincipalDirections::widened)
            .toArray(double[][]::new);
    // Of a covariance matrix singular values and vectors are those of its eigenvectors, and the
    // library's eigenvalue iteration does not converge where many of them are zero.
    SingularValueDecomposition decomposition =
        new SingularValueDecomposition(new Covariance(rows).getCovarianceMatrix());
    double[] variances = decomposition.getSingularValues();
    float[][] directions = new float[Math.min(MOST, variances.length)][];
    double along = 0;
    double all = 0;
    for (int i = 0; i < variances.length; i++) {
      all += variances[i];
      if (i < directions.length) {
        along += variances[i];
        directions[i] = narrowed(decomposition.getU().getColumn(i));
      }
    }
    return new PrincipalDirections(directions, all > 0 ? along / all : 1);
  }

  private static double[] widened(float[] embedding) {
    double[] row = new double[embedding.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = embedding[i];
    }
    return row;
  }

  private static float[] narrowed(double[] direction) {
    float[] numbers = new float[direction.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) direction[i];
    }
    return numbers;
  }
}
