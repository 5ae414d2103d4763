package dev.norn.model.evaluation;

/**
 * Maximum-likelihood logistic regression on a few inputs, by Newton's method with step halving.
 * {@link LogisticFit} is the case of one input.
 */
final class MultipleLogisticFit {

  private static final int MAX_STEPS = 60;
  private static final double TOLERANCE = 1e-9;
  private static final double SETTLED = 1e-2;
  private static final double SAFE_GAIN = 1e-3;

  private final double[][] rows;
  private final boolean[] positive;
  private final int[] counts;
  private double[] at;

  private MultipleLogisticFit(double[][] rows, boolean[] positive, int[] counts, double[] start) {
    this.rows = rows;
    this.positive = positive;
    this.counts = counts;
    this.at = start.clone();
  }

  /**
   * @param rows inputs, the constant 1 among them; a row that is counted 0 times may be null
   * @param start where to climb from
   * @return a coefficient for each input, or null where no finite maximum was reached
   */
  static double[] coefficients(double[][] rows, boolean[] positive, int[] counts, double[] start) {
    return new MultipleLogisticFit(rows, positive, counts, start).climb();
  }

  private double[] climb() {
    for (int step = 0; step < MAX_STEPS; step++) {
      int size = at.length;
      double[] gradient = new double[size];
      double[][] curvature = new double[size][size];
      slopes(gradient, curvature);
      double[] direction = solved(curvature, gradient);
      if (direction == null) {
        return null;
      }
      double gain = dot(direction, gradient);
      if (!Double.isFinite(gain)) {
        return null;
      }
      double[] next = plus(at, direction);
      if (gain < TOLERANCE) {
        return reach(direction) < SETTLED ? next : null;
      }
      at = gain < SAFE_GAIN ? next : shortened(next);
    }
    return null;
  }

  // With separated classes the likelihood stops rising, yet the logits run away.
  private double reach(double[] direction) {
    double farthest = 0;
    for (int i = 0; i < rows.length; i++) {
      if (counts[i] != 0) {
        farthest = Math.max(farthest, Math.abs(dot(rows[i], direction)));
      }
    }
    return farthest;
  }

  private void slopes(double[] gradient, double[][] curvature) {
    for (int i = 0; i < rows.length; i++) {
      if (counts[i] == 0) {
        continue;
      }
      double[] row = rows[i];
      double p = LogisticFit.sigmoid(dot(row, at));
      double residual = counts[i] * ((positive[i] ? 1 : 0) - p);
      double weight = counts[i] * p * (1 - p);
      for (int a = 0; a < row.length; a++) {
        gradient[a] += residual * row[a];
        for (int b = 0; b <= a; b++) {
          curvature[a][b] += weight * row[a] * row[b];
        }
      }
    }
  }

  // Far from the maximum a Newton step can overshoot it; halved until it does not lose.
  private double[] shortened(double[] full) {
    double before = likelihood(at);
    double[] next = full;
    for (int half = 0; half < 40 && !(likelihood(next) >= before); half++) {
      for (int a = 0; a < next.length; a++) {
        next[a] = (at[a] + next[a]) / 2;
      }
    }
    return next;
  }

  private double likelihood(double[] coefficients) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      if (counts[i] != 0) {
        double logit = dot(rows[i], coefficients);
        double wrong = positive[i] ? -logit : logit;
        sum -= counts[i] * (Math.max(wrong, 0) + Math.log1p(Math.exp(-Math.abs(wrong))));
      }
    }
    return sum;
  }

  /** By Cholesky's decomposition of the lower half; null where the matrix is not definite. */
  private static double[] solved(double[][] lower, double[] right) {
    int size = right.length;
    double[][] root = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double left = lower[i][j];
        for (int k = 0; k < j; k++) {
          left -= root[i][k] * root[j][k];
        }
        if (i == j && !(left > 1e-12 * lower[i][i])) {
          return null;
        }
        root[i][j] = i == j ? Math.sqrt(left) : left / root[j][j];
      }
    }
    double[] x = right.clone();
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= root[i][k] * x[k];
      }
      x[i] /= root[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        x[i] -= root[k][i] * x[k];
      }
      x[i] /= root[i][i];
    }
    return x;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[] plus(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }
}
