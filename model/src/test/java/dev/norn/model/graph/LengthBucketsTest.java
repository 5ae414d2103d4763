package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LengthBucketsTest {

  private static final int POSITIONS = 8192;

  /** Evenly long: of all shapes of a corpus the one that is hardest to cut. */
  private final int[] even = new SplittableRandom(1).ints(3000, 20, 512).toArray();

  @Test
  void paddingIsLittleWithEnoughLengths() {
    assertThat(LengthBuckets.plan(even, POSITIONS, 10_000, 32).paddingRatio()).isBetween(1.0, 1.05);
    assertThat(LengthBuckets.plan(even, POSITIONS, 10_000, 12).paddingRatio()).isBetween(1.0, 1.10);
  }

  @Test
  void presetLengthsAreEnoughForLivesOfUnequalLength() {
    SplittableRandom random = new SplittableRandom(3);
    int[] sizes = new int[20_000];
    for (int i = 0; i < sizes.length; i++) {
      // Log-normal about 180, cut off at 512.
      sizes[i] = (int) Math.min(512, Math.max(20, 180 * Math.exp(0.5 * normal(random))));
    }
    LengthBuckets buckets = LengthBuckets.plan(sizes, POSITIONS, 10_000, Batching.LENGTHS);
    assertThat(buckets.count()).isLessThanOrEqualTo(Batching.LENGTHS);
    assertThat(buckets.paddingRatio()).isBetween(1.0, 1.05);
  }

  @Test
  void noMoreLengthsAreTakenThanAreNeeded() {
    int[] sizes = new int[1000];
    Arrays.fill(sizes, 250);
    assertThat(LengthBuckets.plan(sizes, POSITIONS, 10_000, 12).count()).isEqualTo(1);
    Arrays.fill(sizes, 0, 500, 100);
    assertThat(LengthBuckets.plan(sizes, POSITIONS, 10_000, 12).count()).isEqualTo(2);
  }

  @Test
  void batchesKeepToTheirPositionsAndHoldTheirLengths() {
    LengthBuckets buckets = LengthBuckets.plan(even, POSITIONS, 10_000, 12);
    for (int i = 0; i < buckets.count(); i++) {
      assertThat(buckets.rows(i) * buckets.length(i)).isLessThanOrEqualTo(POSITIONS);
    }
    for (int size : even) {
      int bucket = buckets.of(size);
      assertThat(buckets.length(bucket)).isGreaterThanOrEqualTo(size);
      assertThat(bucket == 0 || buckets.length(bucket - 1) < size).isTrue();
    }
  }

  @Test
  void tooLongAnExampleStandsAlone() {
    LengthBuckets buckets = LengthBuckets.plan(new int[] {500, 500}, 100, 10_000, 12);
    assertThat(buckets.batches(buckets.all())).isEqualTo(2);
    assertThat(buckets.rows(0)).isEqualTo(1);
  }

  @Test
  void oneLengthForAllIsTheModelsLongest() {
    LengthBuckets buckets = LengthBuckets.single(even, 2048, 10_000, 512);
    assertThat(buckets.count()).isEqualTo(1);
    assertThat(buckets.length(0)).isEqualTo(512);
    assertThat(buckets.batches(buckets.all())).isEqualTo(750);
    assertThatThrownBy(() -> LengthBuckets.single(even, 2048, 10_000, 500))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the model takes 500");
  }

  private static double normal(SplittableRandom random) {
    return Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
        * Math.cos(2 * Math.PI * random.nextDouble());
  }
}
