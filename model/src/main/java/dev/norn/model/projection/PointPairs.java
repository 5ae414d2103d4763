package dev.norn.model.projection;

/**
 * Pairs of points, seen from both: all that pull at a point, in an order that no thread changes.
 *
 * @param first place in {@code others} at which those of a point begin; one more for the end
 * @param others by point
 */
record PointPairs(int[] first, int[] others) {

  /**
   * @param partners by point; a pair that two points name counts twice
   */
  static PointPairs of(int[][] partners) {
    int[] first = new int[partners.length + 1];
    for (int point = 0; point < partners.length; point++) {
      for (int other : partners[point]) {
        first[point + 1]++;
        first[other + 1]++;
      }
    }
    for (int point = 0; point < partners.length; point++) {
      first[point + 1] += first[point];
    }
    int[] others = new int[first[partners.length]];
    int[] next = first.clone();
    for (int point = 0; point < partners.length; point++) {
      for (int other : partners[point]) {
        others[next[point]++] = other;
        others[next[other]++] = point;
      }
    }
    return new PointPairs(first, others);
  }
}
