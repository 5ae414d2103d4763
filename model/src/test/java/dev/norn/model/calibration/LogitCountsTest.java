package dev.norn.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LogitCountsTest {

  @Property(tries = 200)
  void everyBinHoldsTwentyPeopleOrMoreAndEverybodyIsInTheBinOfTheirLogit(
      @ForAll @IntRange(min = 20, max = 9_000) int people,
      @ForAll @IntRange(min = 1, max = 500) int distinct,
      @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] logits = new double[people];
    boolean[] positive = new boolean[people];
    for (int i = 0; i < people; i++) {
      logits[i] = random.nextInt(distinct) / 7.0 - 3;
      positive[i] = random.nextInt(9) == 0;
    }
    LogitCounts counts = LogitCounts.of(logits, positive);
    int[] inBin = new int[counts.bins()];
    int[] positiveInBin = new int[counts.bins()];
    for (int i = 0; i < people; i++) {
      int bin = counts.bin(logits[i]);
      assertThat(logits[i]).isGreaterThan(counts.low(bin)).isLessThanOrEqualTo(counts.high(bin));
      inBin[bin]++;
      positiveInBin[bin] += positive[i] ? 1 : 0;
    }
    for (int bin = 0; bin < counts.bins(); bin++) {
      assertThat(counts.people().get(bin)).isEqualTo(inBin[bin]).isGreaterThanOrEqualTo(20);
      assertThat(counts.positives().get(bin)).isEqualTo(positiveInBin[bin]);
    }
  }
}
