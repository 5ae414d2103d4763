package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads all lengths of a split once and chooses the shapes; keeps one number an example. */
final class LengthPlan {

  private final ModelSpec spec;
  private final Batching batching;

  LengthPlan(ModelSpec spec, Batching batching) {
    this.spec = spec;
    this.batching = batching;
  }

  /**
   * @param split for the message
   * @throws IllegalArgumentException if there is no example
   */
  <E> LengthBuckets buckets(Supplier<Stream<E>> examples, ToIntFunction<E> length, String split) {
    int[] sizes;
    try (Stream<E> all = examples.get()) {
      IntStream lengths = all.mapToInt(length);
      sizes = lengths.toArray();
    }
    if (sizes.length == 0) {
      throw new IllegalArgumentException(
          "[" + split + "] no examples; check the cohort and the split of the corpus");
    }
    return batching.paddedLengths() == 0 || spec.has(Quirk.UNMASKED_KEYS)
        ? LengthBuckets.single(
            sizes, batching.partPositions(), batching.partSequences(), spec.maxLength())
        : LengthBuckets.plan(
            sizes, batching.partPositions(), batching.partSequences(), batching.paddedLengths());
  }
}
