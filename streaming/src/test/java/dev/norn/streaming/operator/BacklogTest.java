package dev.norn.streaming.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final long NOW = 1_000_000_000;
  private static final long LONG_AGO = NOW - 3_600_000;

  private final Backlog backlog = new Backlog();

  @Test
  void liveNobodyWaitsForATurn() {
    assertThat(backlog.holds(NOW, NOW - 50)).isFalse();
    assertThat(backlog.putsOff(NOW + 300, NOW + 300)).isFalse();
  }

  @Test
  void whoeverAJobBeforeLeftWaitingHasATurnAtOnce() {
    assertThat(backlog.isTurn(NOW)).isTrue();
    assertThat(backlog.isTurn(NOW + Backlog.LOOK_MILLIS)).isFalse();
  }

  @Test
  void whileOldMessagesAreReadPeopleWaitOn() {
    backlog.isTurn(NOW);
    assertThat(backlog.holds(NOW, LONG_AGO)).isTrue();
    assertThat(backlog.putsOff(NOW + 10, NOW + 10)).isTrue();
    assertThat(backlog.isTurn(NOW + 10)).isFalse();
  }

  @Test
  void afterTheLastOldMessageNobodyWaitsLong() {
    backlog.isTurn(NOW);
    backlog.holds(NOW, LONG_AGO);
    long turn = NOW + 900;
    while (!backlog.isTurn(turn)) {
      turn += Backlog.LOOK_MILLIS;
    }
    assertThat(turn).isLessThanOrEqualTo(NOW + Backlog.SETTLED_MILLIS);
    assertThat(backlog.putsOff(turn + 5, turn)).isFalse();
    assertThat(backlog.isTurn(turn + Backlog.LOOK_MILLIS)).isFalse();
  }

  @Test
  void inABacklogWithoutEndEverybodyHasATurnOnceAMinute() {
    backlog.isTurn(NOW);
    int turns = 0;
    for (long now = NOW; now < NOW + 180_500; now += 100) {
      backlog.holds(now, LONG_AGO);
      if (now % Backlog.LOOK_MILLIS == 0 && backlog.isTurn(now)) {
        turns++;
        assertThat(backlog.putsOff(now + 50, now)).isFalse();
        assertThat(backlog.putsOff(now + 50, now - 100)).isTrue();
      }
    }
    assertThat(turns).isEqualTo(3);
  }
}
