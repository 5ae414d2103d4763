package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1.666667e-4",
    "100, 5.351586e-4",
    "281, 2.586714e-3",
    "1000, 4.979261e-3",
    "5625, 2.705724e-3",
    "11249, 1.6667e-8"
  })
  void oneCycleIsThatOfThePublishedConfiguration(long step, double rate) {
    assertThat(new LearningRate(5e-3, 0.05, 11_250).at(step)).isCloseTo(rate, within(1e-4 * rate));
  }

  @Test
  void oneStepIsPossible() {
    assertThat(new LearningRate(5e-3, 0.1, 1).at(0)).isPositive().isLessThanOrEqualTo(5e-3);
  }
}
