package dev.norn.ingestion.nation.life;

import java.util.Arrays;

/** Times by person, the earliest found at once: a tournament tree. Ties go to the lower number. */
final class EarliestFirst {
  private int leaves = 256;
  private double[] times = new double[leaves];
  private int[] winners = new int[2 * leaves];

  EarliestFirst() {
    Arrays.fill(times, Days.NEVER);
    rebuild();
  }

  EarliestFirst copy() {
    EarliestFirst copy = new EarliestFirst();
    copy.leaves = leaves;
    copy.times = times.clone();
    copy.winners = winners.clone();
    return copy;
  }

  void set(int person, double time) {
    if (person >= leaves) {
      int before = leaves;
      while (person >= leaves) {
        leaves *= 2;
      }
      times = Arrays.copyOf(times, leaves);
      Arrays.fill(times, before, leaves, Days.NEVER);
      winners = new int[2 * leaves];
      times[person] = time;
      rebuild();
      return;
    }
    times[person] = time;
    for (int node = (person + leaves) >> 1; node > 0; node >>= 1) {
      winners[node] = earlier(winners[2 * node], winners[2 * node + 1]);
    }
  }

  int person() {
    return winners[1];
  }

  double time() {
    return times[winners[1]];
  }

  private void rebuild() {
    for (int i = 0; i < leaves; i++) {
      winners[leaves + i] = i;
    }
    for (int node = leaves - 1; node > 0; node--) {
      winners[node] = earlier(winners[2 * node], winners[2 * node + 1]);
    }
  }

  private int earlier(int left, int right) {
    return times[right] < times[left] ? right : left;
  }
}
