package dev.norn.streaming.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.topic.ActiveRelease;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** When people are looked at: timers of theirs are there exactly while nothing else wakes them. */
class LiveHistoryOperatorTest {

  private static final long NOW = 1_000_000_000;
  private static final long LONG_AGO = NOW - 3_600_000;

  @Test
  void liveAPersonHasATimer() throws Exception {
    try (var histories = opened()) {
      histories.processElement(TestingHistories.message(fact(1), NOW));
      assertThat(histories.numProcessingTimeTimers()).isEqualTo(1);
    }
  }

  @Test
  void inABacklogNobodyHasATimerAndAfterItEverybodyHasHadOne() throws Exception {
    try (var histories = opened()) {
      histories.processElement(TestingHistories.message(fact(1), LONG_AGO));
      histories.processElement(TestingHistories.message(fact(2), LONG_AGO));
      assertThat(histories.numProcessingTimeTimers()).isZero();

      histories.setProcessingTime(NOW + Backlog.SETTLED_MILLIS);

      assertThat(isWaiting(1, histories)).isFalse();
      assertThat(isWaiting(2, histories)).isFalse();
    }
  }

  @Test
  void whoseTimerComesInABacklogWaitsForItsEnd() throws Exception {
    try (var histories = opened()) {
      histories.processElement(TestingHistories.message(fact(1), NOW));
      histories.processElement(TestingHistories.message(fact(2), LONG_AGO));
      histories.setProcessingTime(NOW + 500);
      assertThat(isWaiting(1, histories)).isTrue();

      histories.setProcessingTime(NOW + Backlog.SETTLED_MILLIS);
      assertThat(isWaiting(1, histories)).isFalse();
    }
  }

  @Test
  void whoWaitsInACheckpointIsWokenByTheNextJob() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var histories = opened()) {
      histories.processElement(TestingHistories.message(fact(1), LONG_AGO));
      checkpoint = histories.snapshot(1, NOW);
    }
    try (var histories = TestingHistories.operator()) {
      histories.setProcessingTime(NOW);
      histories.initializeState(checkpoint);
      histories.open();
      assertThat(histories.numProcessingTimeTimers()).isZero();

      histories.setProcessingTime(NOW + Backlog.SETTLED_MILLIS);
      assertThat(isWaiting(1, histories)).isFalse();
    }
  }

  @Test
  void whoWasReadmittedWaitsUntilThatHasSettled() throws Exception {
    try (var histories = opened()) {
      for (EventKind kind : new EventKind[] {EventKind.FORGOTTEN, EventKind.READMITTED}) {
        LifeEvent said = LifeEvent.said(person(1), kind, Instant.EPOCH);
        histories.processElement(TestingHistories.message(said, LONG_AGO));
      }
      histories.processElement(TestingHistories.message(fact(1), LONG_AGO));
      histories.setProcessingTime(NOW + Backlog.SETTLED_MILLIS);
      assertThat(isWaiting(1, histories)).isTrue();

      histories.setProcessingTime(NOW + 11_000);
      assertThat(isWaiting(1, histories)).isFalse();
    }
  }

  private static KeyedBroadcastOperatorTestHarness<
          String, PlacedEvent, ActiveRelease, EncodingRequest>
      opened() throws Exception {
    var histories = TestingHistories.operator();
    histories.setProcessingTime(NOW);
    histories.open();
    // Nobody has been left waiting by a job before.
    histories.setProcessingTime(NOW);
    return histories;
  }

  /** Somebody who waits is not given a timer by a further fact. */
  private static boolean isWaiting(
      int person,
      KeyedBroadcastOperatorTestHarness<String, PlacedEvent, ActiveRelease, EncodingRequest>
          histories)
      throws Exception {
    int before = histories.numProcessingTimeTimers();
    long now = histories.getProcessingTime();
    histories.processElement(TestingHistories.message(fact(person, "further, at " + now), now));
    return histories.numProcessingTimeTimers() == before;
  }

  private static PersonId person(int number) {
    return new PersonId("%032x".formatted(number));
  }

  private static LifeEvent fact(int person) {
    return fact(person, "a");
  }

  private static LifeEvent fact(int person, String row) {
    return new LifeEvent(
        person(person),
        "health",
        row,
        LocalDate.of(2019, 3, 1),
        null,
        Instant.EPOCH,
        0,
        EventKind.ASSERTED,
        Map.of("diagnosis", "I20"));
  }
}
