package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityBinTest {

  @Test
  void tenBinsHoldEverybodyOnceAndRise() {
    double[] p = new double[105];
    boolean[] y = new boolean[105];
    for (int i = 0; i < 105; i++) {
      p[i] = (i + 1) / 200.0;
      y[i] = i % 5 == 0;
    }
    List<ReliabilityBin> bins = ReliabilityBin.quantiles(new Scores(p, y), 10);
    assertThat(bins).hasSize(10);
    assertThat(bins.stream().mapToInt(ReliabilityBin::people).sum()).isEqualTo(105);
    assertThat(bins).extracting(ReliabilityBin::meanPredicted).isSorted();
    assertThat(bins.stream().mapToDouble(b -> b.people() * b.observed()).sum())
        .isCloseTo(21, within(1e-9));
  }

  @Test
  void peopleWithEqualProbabilitiesStayTogether() {
    Scores scores = new Scores(new double[] {.2, .2, .2, .2, .9}, new boolean[5]);
    assertThat(ReliabilityBin.quantiles(scores, 5))
        .extracting(ReliabilityBin::people)
        .containsExactly(4, 1);
  }

  @Test
  void intervalIsWilsons() {
    double[] p = new double[10];
    boolean[] y = new boolean[10];
    y[0] = true;
    ReliabilityBin bin = ReliabilityBin.quantiles(new Scores(p, y), 10).get(0);
    assertThat(bin.low()).isCloseTo(.0178762, within(1e-6));
    assertThat(bin.high()).isCloseTo(.4041500, within(1e-6));
  }
}
