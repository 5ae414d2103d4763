package dev.norn.model.projection;

/**
 * Where points lie on a map.
 *
 * @param x by point; not changed afterwards
 * @param y by point; not changed afterwards
 */
public record Places(float[] x, float[] y) {

  public Places {
    if (x.length != y.length) {
      throw new IllegalArgumentException("[map] expected an x and a y for each point");
    }
  }

  public int size() {
    return x.length;
  }

  float squaredDistance(int a, int b) {
    float dx = x[a] - x[b];
    float dy = y[a] - y[b];
    return dx * dx + dy * dy;
  }
}
