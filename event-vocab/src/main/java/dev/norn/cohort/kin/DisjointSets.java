package dev.norn.cohort.kin;

import java.util.Arrays;

/** Numbers from 0 in sets that are joined two by two (union by size, paths halved). */
final class DisjointSets {

  // Of a root, less than 0: how many its set has; of all others one that is nearer the root.
  private final int[] up;

  DisjointSets(int size) {
    up = new int[size];
    Arrays.fill(up, -1);
  }

  int root(int number) {
    int at = number;
    while (up[at] >= 0) {
      if (up[up[at]] >= 0) {
        up[at] = up[up[at]];
      }
      at = up[at];
    }
    return at;
  }

  void join(int one, int other) {
    int a = root(one);
    int b = root(other);
    if (a == b) {
      return;
    }
    int large = up[a] <= up[b] ? a : b;
    int small = large == a ? b : a;
    up[large] += up[small];
    up[small] = large;
  }
}
