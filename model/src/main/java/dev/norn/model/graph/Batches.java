package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Examples of nearly equal length put together, so that little is computed on padding, and padded
 * to multiples, so that shapes are few.
 *
 * @param batches each the indices of its examples
 * @param lengths the padded length of each batch
 * @param paddingRatio positions computed ÷ positions real, at least 1
 */
public record Batches(List<int[]> batches, List<Integer> lengths, double paddingRatio) {

  /** Padded lengths are multiples of this. */
  public static final int STEP = 16;

  public Batches {
    batches = List.copyOf(batches);
    lengths = List.copyOf(lengths);
  }

  /**
   * @param sizes length of each example, in positions
   * @param positions most positions of a batch, padding included; one example is always allowed
   * @param random decides which of the equally long meet, and the order of the batches
   */
  public static Batches plan(int[] sizes, int positions, SplittableRandom random) {
    int[] order = shuffled(sizes.length, random);
    int[] sorted =
        Arrays.stream(order)
            .boxed()
            // The sort is stable: within a padded length the shuffled order stays.
            .sorted((a, b) -> Integer.compare(padded(sizes[a]), padded(sizes[b])))
            .mapToInt(Integer::intValue)
            .toArray();
    List<int[]> cut = cut(sorted, sizes, positions);
    List<int[]> batches = new ArrayList<>();
    for (int i : shuffled(cut.size(), random)) {
      batches.add(cut.get(i));
    }
    return measured(batches, sizes);
  }

  private static List<int[]> cut(int[] sorted, int[] sizes, int positions) {
    List<int[]> cut = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= sorted.length; to++) {
      boolean full =
          to == sorted.length || (long) (to - from + 1) * padded(sizes[sorted[to]]) > positions;
      if (full) {
        cut.add(Arrays.copyOfRange(sorted, from, to));
        from = to;
      }
    }
    return cut;
  }

  private static Batches measured(List<int[]> batches, int[] sizes) {
    List<Integer> lengths = new ArrayList<>();
    long computed = 0;
    long real = 0;
    for (int[] batch : batches) {
      int length = 0;
      for (int i : batch) {
        length = Math.max(length, padded(sizes[i]));
        real += sizes[i];
      }
      lengths.add(length);
      computed += (long) length * batch.length;
    }
    return new Batches(batches, lengths, real == 0 ? 1 : (double) computed / real);
  }

  private static int padded(int size) {
    return (size + STEP - 1) / STEP * STEP;
  }

  private static int[] shuffled(int count, SplittableRandom random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
