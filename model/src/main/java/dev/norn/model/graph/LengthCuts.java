package dev.norn.model.graph;

import java.util.Arrays;

/** Where to cut sorted lengths into groups so that padding each to its longest costs least. */
final class LengthCuts {

  // Shorter steps gain nothing on long sequences, and vector units like whole multiples.
  private static final int STEP = 8;

  private final int[] lengths;
  private final long[] upTo;
  // least[count][i]: positions computed for the first i lengths in that many groups.
  private final long[][] least;
  private final int[][] cut;

  /**
   * @param sizes any order; at least one
   * @param most groups
   */
  LengthCuts(int[] sizes, int most) {
    int longest = Arrays.stream(sizes).max().orElseThrow();
    int step = longest < 16 * STEP ? 1 : STEP;
    int[] counts = new int[(longest + step - 1) / step + 1];
    for (int size : sizes) {
      counts[(size + step - 1) / step]++;
    }
    int[] kept = new int[counts.length];
    upTo = new long[counts.length + 1];
    int found = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        kept[found] = i * step;
        upTo[found + 1] = upTo[found] + counts[i];
        found++;
      }
    }
    lengths = Arrays.copyOf(kept, found);
    least = new long[Math.min(most, found) + 1][found + 1];
    cut = new int[least.length][found + 1];
    fill();
  }

  private void fill() {
    Arrays.fill(least[0], 1, lengths.length + 1, Long.MAX_VALUE);
    for (int count = 1; count < least.length; count++) {
      for (int to = 1; to <= lengths.length; to++) {
        least[count][to] = Long.MAX_VALUE;
        for (int from = 0; from < to; from++) {
          long before = least[count - 1][from];
          long own = (upTo[to] - upTo[from]) * lengths[to - 1];
          if (before != Long.MAX_VALUE && before + own < least[count][to]) {
            least[count][to] = before + own;
            cut[count][to] = from;
          }
        }
      }
    }
  }

  /** Groups that there can be. */
  int most() {
    return least.length - 1;
  }

  /** The longest of each group, ascending. */
  int[] lengths(int count) {
    int[] chosen = new int[count];
    int to = lengths.length;
    for (int left = count; left > 0; left--) {
      chosen[left - 1] = lengths[to - 1];
      to = cut[left][to];
    }
    return chosen;
  }
}
