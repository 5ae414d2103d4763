package dev.norn.model.projection;

import java.util.Arrays;

/** The nearest of the points that it was offered, the first of equally near ones. */
final class Nearest {

  private final int[] points;
  private final float[] cosines;
  private int size;

  Nearest(int most) {
    points = new int[most];
    cosines = new float[most];
  }

  void offer(int point, float cosine) {
    if (size == points.length && !(cosine > cosines[size - 1])) {
      return;
    }
    int place = size < points.length ? size++ : size - 1;
    while (place > 0 && cosine > cosines[place - 1]) {
      points[place] = points[place - 1];
      cosines[place] = cosines[place - 1];
      place--;
    }
    points[place] = point;
    cosines[place] = cosine;
  }

  /** The nearest first. */
  int[] points() {
    return Arrays.copyOf(points, size);
  }
}
