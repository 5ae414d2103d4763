package dev.norn.model.graph;

import java.util.Arrays;

/**
 * The shapes of a run: a few padded lengths, each with a fixed number of rows, chosen from the
 * lengths of all examples so that little is computed on padding. Compilers work once per shape.
 *
 * <p>What does not fill a last batch of its own length goes into the next longer one, so that only
 * the very last batch of all has rows without an example.
 */
final class LengthBuckets {

  private final int[] lengths;
  private final int[] rows;
  private final int[] examples;
  private final long batches;
  private final long computed;
  private final long real;

  private LengthBuckets(int[] lengths, int[] sizes, int positions, int mostRows) {
    this.lengths = lengths;
    this.rows = new int[lengths.length];
    this.examples = new int[lengths.length];
    this.real = Arrays.stream(sizes).asLongStream().sum();
    for (int size : sizes) {
      examples[of(size)]++;
    }
    long all = 0;
    long positionsComputed = 0;
    int carried = 0;
    for (int i = 0; i < lengths.length; i++) {
      rows[i] = Math.max(1, Math.min(positions / lengths[i], Math.min(mostRows, sizes.length)));
      int waiting = carried + examples[i];
      boolean last = i == lengths.length - 1;
      int cut = last ? (waiting + rows[i] - 1) / rows[i] : waiting / rows[i];
      carried = waiting - cut * rows[i];
      all += cut;
      positionsComputed += (long) cut * rows[i] * lengths[i];
    }
    this.batches = all;
    this.computed = positionsComputed;
  }

  /**
   * @param sizes length of each example, in positions; at least one
   * @param positions of a batch, padding included; one example is always allowed
   * @param mostRows of a batch
   * @param most padded lengths at most; fewer are taken where they are enough to compute no more
   *     than a twentieth on padding
   */
  static LengthBuckets plan(int[] sizes, int positions, int mostRows, int most) {
    LengthCuts cuts = new LengthCuts(sizes, most);
    LengthBuckets best = null;
    for (int count = 1; count <= cuts.most(); count++) {
      LengthBuckets next = new LengthBuckets(cuts.lengths(count), sizes, positions, mostRows);
      if (best == null || next.computed < best.computed) {
        best = next;
      }
      if (best.paddingRatio() <= 1.05) {
        return best;
      }
    }
    return best;
  }

  /** Every example padded to the one length. */
  static LengthBuckets single(int[] sizes, int positions, int mostRows, int length) {
    int longest = Arrays.stream(sizes).max().orElseThrow();
    if (longest > length) {
      throw new IllegalArgumentException(
          "[length] an example has %d positions; the model takes %d; write a shorter corpus"
              .formatted(longest, length));
    }
    return new LengthBuckets(new int[] {length}, sizes, positions, mostRows);
  }

  int count() {
    return lengths.length;
  }

  int length(int bucket) {
    return lengths[bucket];
  }

  int rows(int bucket) {
    return rows[bucket];
  }

  /** The bucket of a length. */
  int of(int size) {
    int found = Arrays.binarySearch(lengths, size);
    int bucket = found < 0 ? -found - 1 : found;
    if (bucket == lengths.length) {
      throw new IllegalStateException(
          "[training] an example is longer than any at the start of the run; train on examples"
              + " that stay as they are");
    }
    return bucket;
  }

  /**
   * Batches that so many of the examples make, or more of them than there are where some are drawn
   * again; where they have several lengths, on average.
   */
  long batches(long some) {
    return count() == 1
        ? (some + rows[0] - 1) / rows[0]
        : (long) Math.ceil((double) some / all() * batches);
  }

  /** Examples. */
  long all() {
    return Arrays.stream(examples).asLongStream().sum();
  }

  /** Positions computed ÷ positions real, at least 1. */
  double paddingRatio() {
    return (double) computed / real;
  }

  /** So many positions cannot be held without any bucket being full. */
  long enough() {
    long positions = 1;
    for (int i = 0; i < lengths.length; i++) {
      positions += (rows[i] - 1L) * lengths[i];
    }
    return positions;
  }
}
