package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  private final int[] sizes = new SplittableRandom(1).ints(3000, 20, 512).toArray();

  @Test
  void everyExampleIsInOneBatch() {
    Batches batches = Batches.plan(sizes, 8192, new SplittableRandom(2));
    assertThat(batches.batches().stream().flatMapToInt(IntStream::of).sorted().toArray())
        .containsExactly(IntStream.range(0, sizes.length).toArray());
  }

  @Test
  void batchesKeepToTheirSizeAndPadLittle() {
    Batches batches = Batches.plan(sizes, 8192, new SplittableRandom(2));
    for (int i = 0; i < batches.batches().size(); i++) {
      int length = batches.lengths().get(i);
      assertThat(length % Batches.STEP).isZero();
      assertThat(length * batches.batches().get(i).length).isLessThanOrEqualTo(8192);
    }
    assertThat(batches.paddingRatio()).isBetween(1.0, 1.05);
  }

  @Test
  void seedDecidesTheBatchesAndTheirNumberIsAlwaysTheSame() {
    Batches one = Batches.plan(sizes, 8192, new SplittableRandom(2));
    Batches same = Batches.plan(sizes, 8192, new SplittableRandom(2));
    Batches other = Batches.plan(sizes, 8192, new SplittableRandom(3));
    assertThat(same.batches()).usingRecursiveComparison().isEqualTo(one.batches());
    assertThat(other.batches().get(0)).isNotEqualTo(one.batches().get(0));
    assertThat(other.batches()).hasSameSizeAs(one.batches());
  }

  @Test
  void tooLongAnExampleStandsAlone() {
    Batches batches = Batches.plan(new int[] {500, 500}, 100, new SplittableRandom(2));
    assertThat(batches.batches()).hasSize(2);
  }
}
