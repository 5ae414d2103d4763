package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** An example is its number; its length is looked up. */
class ShuffledBatchesTest {

  @Property(tries = 60)
  void everyExampleIsInOneOfAsManyBatchesAsPlanned(
      @ForAll @IntRange(min = 1, max = 400) int count,
      @ForAll @IntRange(min = 1, max = 3000) int room,
      @ForAll @IntRange(min = 1, max = 14) int lengths,
      @ForAll @IntRange(min = 40, max = 900) int positions,
      @ForAll long seed) {
    int[] sizes = new SplittableRandom(seed).ints(count, 3, 200).toArray();
    LengthBuckets buckets = LengthBuckets.plan(sizes, positions, 10_000, lengths);
    List<MicroBatch<Integer>> batches = batches(sizes, buckets, room, seed);
    assertThat(batches).hasSize((int) buckets.batches(buckets.all()));
    assertThat(batches.stream().flatMap(batch -> batch.examples().stream()).sorted().toList())
        .isEqualTo(IntStream.range(0, count).boxed().toList());
    long computed = 0;
    for (MicroBatch<Integer> batch : batches) {
      computed += (long) batch.rows() * batch.length();
      assertThat(batch.examples().size()).isBetween(1, batch.rows());
      assertThat(batch.examples()).allMatch(example -> sizes[example] <= batch.length());
    }
    assertThat(batches.stream().filter(batch -> batch.examples().size() < batch.rows()).count())
        .isLessThanOrEqualTo(1);
    long real = IntStream.of(sizes).asLongStream().sum();
    assertThat((double) computed / real).isEqualTo(buckets.paddingRatio());
  }

  @Test
  void seedDecidesTheBatches() {
    int[] sizes = new SplittableRandom(1).ints(3000, 20, 512).toArray();
    LengthBuckets buckets = LengthBuckets.plan(sizes, 8192, 10_000, 12);
    List<MicroBatch<Integer>> one = batches(sizes, buckets, 100_000, 2);
    assertThat(batches(sizes, buckets, 100_000, 2)).isEqualTo(one);
    assertThat(batches(sizes, buckets, 100_000, 3).get(0)).isNotEqualTo(one.get(0));
  }

  @Test
  void whatIsHeldDoesNotGrowWithTheCorpus() {
    long few = mostHeld(2_000, 20_000);
    long many = mostHeld(40_000, 20_000);
    assertThat(many).isLessThanOrEqualTo(20_000 + 2 * 200);
    assertThat(few).isGreaterThan(19_000);
  }

  /** Positions of the examples that were read and not yet given out, at most. */
  private static long mostHeld(int count, long room) {
    int[] sizes = new SplittableRandom(5).ints(count, 3, 200).toArray();
    LengthBuckets buckets = LengthBuckets.plan(sizes, 1024, 10_000, 8);
    assertThat(buckets.enough()).isLessThan(room);
    long[] held = {0, 0};
    Iterator<Integer> source =
        IntStream.range(0, count)
            .peek(
                example -> {
                  held[0] += sizes[example];
                  held[1] = Math.max(held[1], held[0]);
                })
            .iterator();
    ShuffledBatches<Integer> batches =
        new ShuffledBatches<>(
            source, example -> sizes[example], buckets, room, new SplittableRandom(1));
    while (batches.hasNext()) {
      List<Integer> given = batches.next().examples();
      held[0] -= given.stream().mapToLong(example -> sizes[example]).sum();
    }
    assertThat(held[0]).isZero();
    return held[1];
  }

  @Test
  void examplesThatBecameLongerAreRefused() {
    LengthBuckets buckets = LengthBuckets.plan(new int[] {5, 6}, 100, 10_000, 2);
    assertThatThrownBy(() -> batches(new int[] {5, 7}, buckets, 100, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("longer than any at the start");
  }

  private static List<MicroBatch<Integer>> batches(
      int[] sizes, LengthBuckets buckets, long room, long seed) {
    ShuffledBatches<Integer> batches =
        new ShuffledBatches<>(
            IntStream.range(0, sizes.length).iterator(),
            example -> sizes[example],
            buckets,
            room,
            new SplittableRandom(seed));
    List<MicroBatch<Integer>> all = new ArrayList<>();
    batches.forEachRemaining(all::add);
    return all;
  }
}
