package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1.666667e-4, .9",
    "100, 5.351586e-4, .89619",
    "281, 2.586714e-3, .87497",
    "562, 5e-3, .85",
    "1000, 4.979261e-3, .85021",
    "5625, 2.705724e-3, .87294",
    "11249, 1.6667e-8, .9"
  })
  void oneCycleIsThatOfThePublishedConfiguration(long step, double rate, double beta1) {
    Schedule.Point point = new OneCycle(5e-3, 0.05).at(step, 375, 30);
    assertThat(point.rate()).isCloseTo(rate, within(2.5e-5 * rate));
    assertThat(point.beta1()).isCloseTo(beta1, within(5e-6));
  }

  @Test
  void oneStepIsPossible() {
    assertThat(new OneCycle(5e-3, 0.1).at(0, 1, 1).rate()).isPositive().isLessThanOrEqualTo(5e-3);
  }

  @Test
  void exponentialFallIsByEpoch() {
    ExponentialFall fall = new ExponentialFall(0.01, 0.8, 0.9);
    assertThat(fall.at(0, 10, 5).rate()).isEqualTo(0.01);
    assertThat(fall.at(9, 10, 5).rate()).isEqualTo(0.01);
    assertThat(fall.at(10, 10, 5).rate()).isCloseTo(0.008, within(1e-12));
    assertThat(fall.at(29, 10, 5).rate()).isCloseTo(0.0064, within(1e-12));
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new OneCycle(0, 0.1)).hasMessageContaining("positive peak");
    assertThatThrownBy(() -> new OneCycle(1, 0.1, 0.8, 0.9)).hasMessageContaining("lowestBeta1");
    assertThatThrownBy(() -> new ExponentialFall(1, 1.1, 0.9)).hasMessageContaining("factor");
  }
}
