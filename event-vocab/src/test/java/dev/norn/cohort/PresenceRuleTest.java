package dev.norn.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.sequence.LandmarkDate;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceRuleTest {

  private static final LandmarkDate LANDMARK = new LandmarkDate(Lives.LANDMARK);

  private static PresenceRule job(String within, Boolean holding, Integer times) {
    return new PresenceRule("work", null, null, null, null, within, holding, times);
  }

  private static boolean holds(PresenceRule rule, LifeEvent... facts) {
    return rule.holdsFor(List.of(facts), LANDMARK);
  }

  private static LifeEvent begun(String day) {
    return Lives.fact("work", day, day, "industry", "1");
  }

  private static LifeEvent ended(String day, String until) {
    LifeEvent open = begun(day);
    return new LifeEvent(
        open.person(),
        open.register(),
        open.row(),
        open.occurred(),
        LocalDate.parse(until),
        open.recorded(),
        0,
        open.kind(),
        open.fields());
  }

  @Test
  void aWindowEndsWithTheLandmarkAndLeavesItsFirstDayOut() {
    PresenceRule lastYear = job("P1Y", null, null);
    assertThat(holds(lastYear, begun("2020-01-01"))).isTrue();
    assertThat(holds(lastYear, begun("2019-01-02"))).isTrue();
    assertThat(holds(lastYear, begun("2019-01-01"))).isFalse();
    assertThat(holds(lastYear, begun("2020-01-02"))).isFalse();
  }

  @Test
  void aStateHoldsOnItsLastDayAndWhileItIsOpen() {
    PresenceRule held = job(null, true, null);
    assertThat(holds(held, ended("2010-01-01", "2020-01-01"))).isTrue();
    assertThat(holds(held, ended("2010-01-01", "2019-12-31"))).isFalse();
    assertThat(holds(held, begun("2010-01-01"))).isTrue();
    assertThat(holds(job(null, false, null), ended("2010-01-01", "2011-12-31"))).isTrue();
  }

  @Test
  void soManyFactsMustBeThere() {
    PresenceRule twice = job("P2Y", null, 2);
    assertThat(holds(twice, begun("2019-01-01"), begun("2019-03-01"))).isTrue();
    assertThat(holds(twice, begun("2019-01-01"), begun("2017-03-01"))).isFalse();
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertThatThrownBy(() -> job("two years", null, null)).hasMessageContaining("within");
    assertThatThrownBy(() -> job("P0D", null, null)).hasMessageContaining("within");
    assertThatThrownBy(() -> job(null, null, 0)).hasMessageContaining("times");
    assertThatThrownBy(
            () -> new PresenceRule("work", null, List.of("1"), null, null, null, null, null))
        .hasMessageContaining("needs its field");
  }

  @Test
  void itsWordsSayAllOfIt() {
    assertThat(
            new PresenceRule(
                    "health", "diagnosis", List.of("E11", "E12"), null, null, "P2Y6M", true, 2)
                .words())
        .isEqualTo(
            "at least 2 facts of health whose diagnosis is E11 or E12, within 2 years 6 months up to"
                + " the landmark, still holding on the landmark");
  }
}
