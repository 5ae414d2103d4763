package dev.norn.streaming.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final long NOW = 1_000_000_000;
  private static final long LONG_AGO = NOW - 3_600_000;
  private static final long MOST_MILLIS = 3_000;

  private final Backlog backlog = new Backlog();

  @Test
  void liveNobodyWaitsForATurn() {
    backlog.isTurn(NOW);
    assertThat(backlog.holds(NOW, NOW - 50)).isFalse();
    backlog.timed(NOW + 300);
    backlog.came(NOW + 300);
    assertThat(backlog.putsOff(NOW + 310, NOW + 300)).isFalse();
    assertThat(backlog.anybodyWaits(NOW + 310)).isFalse();
    assertThat(backlog.anybodyWaits(NOW + 60_000)).isFalse();
  }

  @Test
  void whoseTimerIsLateWaits() {
    backlog.isTurn(NOW);
    backlog.timed(NOW + 300);
    assertThat(backlog.anybodyWaits(NOW + 300)).isFalse();
    assertThat(backlog.anybodyWaits(NOW + 5_000)).isTrue();
    backlog.came(NOW + 300);
    assertThat(backlog.anybodyWaits(NOW + 5_000)).isFalse();
    // Long after, the next one: none before it is missing.
    backlog.timed(NOW + 60_300);
    assertThat(backlog.anybodyWaits(NOW + 60_200)).isFalse();
    assertThat(backlog.anybodyWaits(NOW + 62_000)).isTrue();
  }

  @Test
  void whereEncodingFallsBehindPeopleWaitForATurnThatComesAtOnce() {
    backlog.isTurn(NOW);
    backlog.holds(NOW, NOW - 50);
    assertThat(backlog.putsOff(NOW + 5_000, NOW + 300)).isTrue();
    assertThat(backlog.anybodyWaits(NOW + 5_000)).isTrue();
    assertThat(backlog.isTurn(NOW + 5_010)).isTrue();
  }

  @Test
  void whoeverAJobBeforeLeftWaitingHasATurnAtOnce() {
    assertThat(backlog.anybodyWaits(NOW)).isTrue();
    assertThat(backlog.isTurn(NOW)).isTrue();
    assertThat(backlog.isTurn(NOW + Backlog.LOOK_MILLIS)).isFalse();
  }

  @Test
  void whileOldMessagesAreReadPeopleWaitOn() {
    backlog.isTurn(NOW);
    assertThat(backlog.holds(NOW, LONG_AGO)).isTrue();
    assertThat(backlog.putsOff(NOW + 10, NOW + 10)).isTrue();
    assertThat(backlog.isTurn(NOW + 10)).isFalse();
    assertThat(backlog.anybodyWaits(NOW + 10)).isTrue();
  }

  @Test
  void afterTheLastOldMessageNobodyWaitsLong() {
    backlog.isTurn(NOW);
    backlog.holds(NOW, LONG_AGO);
    long turn = NOW + 900;
    while (!backlog.isTurn(turn)) {
      turn += Backlog.LOOK_MILLIS;
    }
    assertThat(turn).isLessThanOrEqualTo(NOW + MOST_MILLIS);
    assertThat(backlog.anybodyWaits(turn)).isFalse();
    assertThat(backlog.isTurn(turn + Backlog.LOOK_MILLIS)).isFalse();
  }

  @Test
  void inABacklogWithoutEndEverybodyHasATurnOnceAMinute() {
    assertThat(turns(180_500, 50)).isEqualTo(3);
  }

  @Test
  void turnsTakeATenthOfTheTimeAtMost() {
    assertThat(turns(1_200_000, 30_000)).isEqualTo(4);
  }

  @Test
  void aTurnThatTookLongIsNotTakenForTheBacklogsEnd() {
    backlog.isTurn(NOW);
    backlog.holds(NOW, LONG_AGO);
    long turn = NOW + 60_000;
    backlog.holds(turn, LONG_AGO);
    assertThat(backlog.isTurn(turn)).isTrue();
    backlog.ended(turn + 30_000, 30_000);
    assertThat(backlog.isTurn(turn + 30_100)).isFalse();
    assertThat(backlog.putsOff(turn + 30_100, turn + 30_100)).isTrue();
  }

  @Test
  void whoWaitedWhileATurnWentOnHasOneAfterTheBacklogsEnd() {
    backlog.isTurn(NOW);
    backlog.holds(NOW, LONG_AGO);
    backlog.holds(NOW + 60_000, LONG_AGO);
    backlog.isTurn(NOW + 60_000);
    backlog.holds(NOW + 70_000, LONG_AGO);
    backlog.ended(NOW + 90_000, 30_000);
    assertThat(backlog.isTurn(NOW + 90_000 + MOST_MILLIS)).isTrue();
  }

  /** Turns of so long each while old messages are read for so long. */
  private int turns(long readMillis, long turnMillis) {
    backlog.isTurn(NOW);
    int turns = 0;
    long look = NOW;
    for (long now = NOW; now < NOW + readMillis; now += 100) {
      backlog.holds(now, LONG_AGO);
      if (now < look) {
        continue;
      }
      if (backlog.isTurn(now)) {
        turns++;
        now += turnMillis;
        backlog.ended(now, turnMillis);
      }
      look = now + Backlog.LOOK_MILLIS;
    }
    return turns;
  }
}
