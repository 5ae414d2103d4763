package dev.norn.streaming.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final long QUIET = 300;
  private static final long NOW = 1_000_000_000;
  private static final long LONG_AGO = NOW - 3_600_000;

  private final Backlog backlog = new Backlog(QUIET);

  @Test
  void livePeopleWaitAMoment() {
    assertThat(backlog.due(NOW, NOW - 50)).isEqualTo(NOW + QUIET);
    assertThat(backlog.postponed(NOW + QUIET)).isZero();
  }

  @Test
  void whileOldMessagesAreReadPeopleWaitOn() {
    backlog.due(NOW, LONG_AGO);
    assertThat(backlog.postponed(NOW + 10)).isGreaterThan(NOW);
  }

  @Test
  void afterTheLastOldMessageNobodyWaitsLong() {
    long due = backlog.due(NOW, LONG_AGO);
    long again = backlog.postponed(NOW + 900);
    assertThat(due).isLessThanOrEqualTo(NOW + Backlog.SETTLED_MILLIS);
    assertThat(again).isLessThanOrEqualTo(NOW + Backlog.SETTLED_MILLIS);
    assertThat(backlog.postponed(again)).isZero();
  }

  @Test
  void inABacklogWithoutEndEverybodyIsEncodedOnceAMinute() {
    long encoded = 0;
    long due = backlog.due(NOW, LONG_AGO);
    for (long now = NOW; now < NOW + 180_000; now += 100) {
      backlog.due(now, LONG_AGO);
      if (now >= due) {
        long again = backlog.postponed(now);
        encoded += again == 0 ? 1 : 0;
        due = again == 0 ? now + 5_000 : again;
      }
    }
    assertThat(encoded).isBetween(2L, 4L);
  }
}
