package dev.norn.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RequestRateTest {

  private final SetClock clock = new SetClock();
  private final RequestRate rate = new RequestRate(ApiLimits.DEFAULT, clock);

  @Test
  void whoWaitsAsLongAsToldIsAnsweredAndAMomentEarlierIsNot() {
    for (long millis : new long[] {0, 1, 10_250, 59_001, 59_999}) {
      String caller = "caller " + millis;
      assertThat(rate.secondsToWait(caller, 2)).isZero();
      clock.now = clock.now.plusMillis(millis);
      assertThat(rate.secondsToWait(caller, 2)).isZero();
      long wait = rate.secondsToWait(caller, 2);
      assertThat(wait).isEqualTo((60_000 - millis + 999) / 1000).isBetween(1L, 60L);
      clock.now = clock.now.plus(Duration.ofSeconds(wait)).minusMillis(1_001);
      assertThat(rate.secondsToWait(caller, 2)).isPositive();
      clock.now = clock.now.plusMillis(1_001);
      assertThat(rate.secondsToWait(caller, 2)).isZero();
    }
  }

  @Test
  void aMinuteHoldsAsManyAsTheLimitAndAskingOnDoesNotProlongIt() {
    for (int i = 0; i < 5; i++) {
      assertThat(rate.secondsToWait("a", 5)).isZero();
    }
    for (int second = 0; second < 60; second++) {
      assertThat(rate.secondsToWait("a", 5)).isEqualTo(60 - second);
      assertThat(rate.secondsToWait("b" + second, 5)).isZero();
      clock.now = clock.now.plusSeconds(1);
    }
    assertThat(rate.secondsToWait("a", 5)).isZero();
  }

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2025-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
