package dev.norn.model.projection;

/**
 * Places on a map for vectors that it was not laid out for: the mean of their neighbours', nearer
 * ones more.
 */
public final class Newcomers {

  private static final int NEIGHBOURS = 10;

  /** Keeps a newcomer that coincides with somebody at that place, and finite. */
  private static final float LEAST_SQUARE = 1e-6f;

  private Newcomers() {}

  /**
   * @param fitted vectors of the map
   * @param places where these lie
   * @param nearest of these, by newcomer, the nearest first; the first {@value #NEIGHBOURS} count
   * @return by newcomer
   */
  public static Places place(
      UnitVectors fitted, Places places, UnitVectors newcomers, int[][] nearest) {
    float[] x = new float[newcomers.size()];
    float[] y = new float[newcomers.size()];
    for (int i = 0; i < x.length; i++) {
      double weights = 0;
      double sumX = 0;
      double sumY = 0;
      for (int near = 0; near < Math.min(NEIGHBOURS, nearest[i].length); near++) {
        int neighbour = nearest[i][near];
        double weight = 1 / squaredDistance(newcomers.row(i), fitted.row(neighbour));
        weights += weight;
        sumX += weight * places.x()[neighbour];
        sumY += weight * places.y()[neighbour];
      }
      x[i] = (float) (sumX / weights);
      y[i] = (float) (sumY / weights);
    }
    return new Places(x, y);
  }

  private static float squaredDistance(float[] a, float[] b) {
    float squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.max(LEAST_SQUARE, squares);
  }
}
