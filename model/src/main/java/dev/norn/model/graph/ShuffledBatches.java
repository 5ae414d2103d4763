package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/**
 * Batches of nearly equal length, drawn by chance from a buffer that the examples flow through. The
 * buffer alone is held in memory: a corpus larger than it is shuffled over a moving window, a
 * smaller one over and over. Equal examples in equal order and an equal stream of chance give equal
 * batches.
 */
final class ShuffledBatches<E> implements Iterator<MicroBatch<E>> {

  private final Iterator<E> examples;
  private final ToIntFunction<E> size;
  private final LengthBuckets buckets;
  private final SplittableRandom random;
  private final long room;
  private final List<List<E>> waiting = new ArrayList<>();
  private long held;
  private boolean drained;

  /**
   * @param room positions that the buffer is filled to; raised to what the buckets need. It holds
   *     this and at most one example more, and a stream's iterator has read one more again
   */
  ShuffledBatches(
      Iterator<E> examples,
      ToIntFunction<E> size,
      LengthBuckets buckets,
      long room,
      SplittableRandom random) {
    this.examples = examples;
    this.size = size;
    this.buckets = buckets;
    this.random = random;
    this.room = Math.max(room, buckets.enough());
    for (int i = 0; i < buckets.count(); i++) {
      waiting.add(new ArrayList<>());
    }
  }

  @Override
  public boolean hasNext() {
    return held > 0 || examples.hasNext();
  }

  @Override
  public MicroBatch<E> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    while (held < room && examples.hasNext()) {
      E example = examples.next();
      int length = size.applyAsInt(example);
      waiting.get(buckets.of(length)).add(example);
      held += length;
    }
    if (!examples.hasNext() && !drained) {
      passOnWhatFillsNoBatch();
      drained = true;
    }
    int bucket = chosen();
    return new MicroBatch<>(drawn(bucket), buckets.rows(bucket), buckets.length(bucket));
  }

  private void passOnWhatFillsNoBatch() {
    for (int i = 0; i + 1 < buckets.count(); i++) {
      List<E> own = waiting.get(i);
      for (int left = own.size() % buckets.rows(i); left > 0; left--) {
        waiting.get(i + 1).add(removed(own));
      }
    }
  }

  /** By chance, as likely as a bucket has batches. */
  private int chosen() {
    int all = 0;
    for (int i = 0; i < buckets.count(); i++) {
      all += batches(i);
    }
    int at = random.nextInt(all);
    int bucket = 0;
    while (at >= batches(bucket)) {
      at -= batches(bucket++);
    }
    return bucket;
  }

  private int batches(int bucket) {
    int rows = buckets.rows(bucket);
    int own = waiting.get(bucket).size();
    return drained && bucket == buckets.count() - 1 ? (own + rows - 1) / rows : own / rows;
  }

  private List<E> drawn(int bucket) {
    List<E> own = waiting.get(bucket);
    List<E> drawn = new ArrayList<>();
    while (drawn.size() < buckets.rows(bucket) && !own.isEmpty()) {
      E example = removed(own);
      held -= size.applyAsInt(example);
      drawn.add(example);
    }
    return drawn;
  }

  private E removed(List<E> from) {
    int at = random.nextInt(from.size());
    E example = from.get(at);
    E last = from.remove(from.size() - 1);
    if (at < from.size()) {
      from.set(at, last);
    }
    return example;
  }
}
