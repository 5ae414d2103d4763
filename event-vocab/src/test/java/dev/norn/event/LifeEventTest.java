package dev.norn.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LifeEventTest {

  private static final LocalDate DAY = LocalDate.of(2019, 5, 4);
  private static final Instant RECORDED = Instant.parse("2019-05-05T00:00:00Z");

  private static LifeEvent event(LocalDate until, Instant recorded, int revision) {
    return new LifeEvent(
        Lives.PERSON,
        "health",
        "r1",
        DAY,
        until,
        recorded,
        revision,
        EventKind.ASSERTED,
        Map.of("diagnosis", "I21"));
  }

  @Test
  void untilBeforeOccurredIsRefused() {
    assertThatThrownBy(() -> event(DAY.minusDays(1), RECORDED, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("until lies before occurred");
  }

  @Test
  void stateOfOneDayIsAllowed() {
    assertThat(event(DAY, RECORDED, 0).until()).isEqualTo(DAY);
  }

  @Test
  void negativeRevisionIsRefused() {
    assertThatThrownBy(() -> event(null, RECORDED, -1)).hasMessageContaining("0 or more");
  }

  @Test
  void registerTimeIsKeptInWholeMicroseconds() {
    assertThat(event(null, RECORDED.plusNanos(1_999), 0))
        .isEqualTo(event(null, RECORDED.plusNanos(1_000), 0));
  }

  @Test
  void newerRegisterTimeBeatsHigherRevision() {
    assertThat(
            LifeEvent.BY_VERSION.compare(
                event(null, RECORDED.plusSeconds(1), 0), event(null, RECORDED, 7)))
        .isPositive();
    assertThat(LifeEvent.BY_VERSION.compare(event(null, RECORDED, 2), event(null, RECORDED, 1)))
        .isPositive();
  }

  @Test
  void tiedVersionsAreOrderedByContentHash() {
    LifeEvent open = event(null, RECORDED, 0);
    LifeEvent closed = event(DAY, RECORDED, 0);

    assertThat(Integer.signum(LifeEvent.BY_VERSION.compare(open, closed)))
        .isEqualTo(Integer.signum(open.contentHash().compareTo(closed.contentHash())))
        .isNotZero();
  }

  @Test
  void contentHashNeverChangesBetweenVersionsOfNorn() {
    assertThat(event(null, RECORDED, 0).contentHash())
        .isEqualTo("c60f3bcd7bf4ab0de78649e92206297bb7348344d2f81b190098b809a833cde2");
  }

  @Test
  void contentHashTellsApartPartsThatRunTogether() {
    LifeEvent one = Lives.fact("health", "r1", "2019-01-01", "a", "bc");
    LifeEvent other = Lives.fact("health", "r1", "2019-01-01", "ab", "c");

    assertThat(one.contentHash()).isNotEqualTo(other.contentHash());
  }
}
