package dev.norn.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactRuleTest {

  private static LifeEvent weight(String value) {
    return Lives.fact("health", "h1", "2010-01-01", "weight", value);
  }

  private static FactRule bounds(Double below, Double atLeast) {
    return new FactRule("health", "weight", null, below, atLeast);
  }

  @Test
  void lowerBoundIsIncludedAndUpperBoundIsNot() {
    FactRule rule = bounds(60.0, 50.0);

    assertThat(rule.matches(weight("50"))).isTrue();
    assertThat(rule.matches(weight("59.999"))).isTrue();
    assertThat(rule.matches(weight("60"))).isFalse();
    assertThat(rule.matches(weight("49.999"))).isFalse();
  }

  @Test
  void whatIsNoNumberIsOutOfBounds() {
    assertThat(bounds(60.0, null).matches(weight("heavy"))).isFalse();
    assertThat(bounds(60.0, null).matches(weight("NaN"))).isFalse();
    assertThat(bounds(null, 50.0).matches(weight("NaN"))).isFalse();
  }

  @Test
  void missingFieldNeverMatchesACondition() {
    LifeEvent bare = Lives.fact("health", "h1", "2010-01-01");

    assertThat(new FactRule("health", "weight", null, null, null).matches(bare)).isFalse();
    assertThat(new FactRule("health", null, null, null, null).matches(bare)).isTrue();
  }

  @Test
  void valuesAreWholeCodes() {
    FactRule rule = new FactRule("health", "weight", List.of("50"), null, null);

    assertThat(rule.matches(weight("50"))).isTrue();
    assertThat(rule.matches(weight("501"))).isFalse();
  }

  @Test
  void otherRegistersNeverMatch() {
    assertThat(new FactRule("work", null, null, null, null).matches(weight("50"))).isFalse();
  }

  @Test
  void conditionWithoutAFieldIsRefused() {
    assertThatThrownBy(() -> new FactRule("health", null, List.of("x"), null, null))
        .hasMessageContaining("needs its field");
    assertThatThrownBy(() -> new FactRule("health", null, null, 1.0, null))
        .hasMessageContaining("needs its field");
  }
}
