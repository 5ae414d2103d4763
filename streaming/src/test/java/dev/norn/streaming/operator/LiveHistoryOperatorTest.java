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

/** Who has a timer, and who is visited without one. */
class LiveHistoryOperatorTest {

  private static final long NOW = 1_000_000_000;
  private static final long LONG_AGO = NOW - 3_600_000;

  /** Nobody waits longer once the last message of a backlog has been read. */
  private static final long SETTLED_MILLIS = 3_000;

  /** More than are visited in one portion. */
  private static final int MANY = 10;

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

      histories.setProcessingTime(NOW + SETTLED_MILLIS);

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

      histories.setProcessingTime(NOW + SETTLED_MILLIS);
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
    try (var histories = restored(checkpoint)) {
      assertThat(histories.numProcessingTimeTimers()).isZero();

      histories.setProcessingTime(NOW + SETTLED_MILLIS);
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
      histories.setProcessingTime(NOW + SETTLED_MILLIS);
      assertThat(isWaiting(1, histories)).isTrue();

      histories.setProcessingTime(NOW + 11_000);
      assertThat(isWaiting(1, histories)).isFalse();
    }
  }

  @Test
  void aCheckpointInTheMiddleOfARoundSaysSoAndTheNextJobGoesOn() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var histories = opened()) {
      for (int person = 0; person < MANY; person++) {
        histories.processElement(TestingHistories.message(fact(person), LONG_AGO));
      }
      histories.setProcessingTime(NOW + SETTLED_MILLIS);
      assertThat(TestingHistories.people(LiveHistoryFunction.PENDING, histories))
          .isBetween(1, MANY - 1);
      checkpoint = histories.snapshot(1, NOW);
      assertThat(says(LiveHistoryOperator.BACKLOG_WAITS, checkpoint)).isTrue();
      assertThat(says(LiveHistoryOperator.DUE_WAITS, checkpoint)).isFalse();
    }
    try (var histories = restored(checkpoint)) {
      passTime(histories);
      assertThat(TestingHistories.people(LiveHistoryFunction.PENDING, histories)).isZero();
      checkpoint = histories.snapshot(2, NOW);
      assertThat(says(LiveHistoryOperator.BACKLOG_WAITS, checkpoint)).isFalse();
    }
  }

  @Test
  void whomANewLandmarkConcernsIsDueUntilVisited() throws Exception {
    OperatorSubtaskState checkpoint;
    try (var histories = opened()) {
      for (int person = 0; person < MANY; person++) {
        histories.processElement(TestingHistories.message(fact(person), NOW));
      }
      assertThat(says(LiveHistoryOperator.DUE_WAITS, histories.snapshot(1, NOW))).isFalse();
      histories.watermark(Instant.parse("2021-06-01T00:00:00Z").toEpochMilli());
      assertThat(TestingHistories.people(LiveHistoryFunction.DUE, histories)).isEqualTo(MANY);
      checkpoint = histories.snapshot(2, NOW);
      assertThat(says(LiveHistoryOperator.DUE_WAITS, checkpoint)).isTrue();
    }
    try (var histories = restored(checkpoint)) {
      passTime(histories);
      assertThat(TestingHistories.people(LiveHistoryFunction.DUE, histories)).isZero();
      assertThat(says(LiveHistoryOperator.DUE_WAITS, histories.snapshot(3, NOW))).isFalse();
    }
  }

  @Test
  void whomALandmarkConcernsInABacklogIsVisitedAfterIt() throws Exception {
    try (var histories = opened()) {
      histories.processElement(TestingHistories.message(fact(1), LONG_AGO));
      histories.watermark(Instant.parse("2021-06-01T00:00:00Z").toEpochMilli());
      histories.setProcessingTime(NOW + Backlog.LOOK_MILLIS);
      assertThat(TestingHistories.people(LiveHistoryFunction.DUE, histories)).isEqualTo(1);
      histories.setProcessingTime(NOW + SETTLED_MILLIS);
      assertThat(TestingHistories.people(LiveHistoryFunction.DUE, histories)).isZero();
    }
  }

  @Test
  void forgettingTakesAwayThatAPersonIsDue() throws Exception {
    try (var histories = opened()) {
      histories.processElement(TestingHistories.message(fact(1), NOW));
      histories.watermark(Instant.parse("2021-06-01T00:00:00Z").toEpochMilli());
      LifeEvent forgotten = LifeEvent.said(person(1), EventKind.FORGOTTEN, Instant.EPOCH);
      histories.processElement(TestingHistories.message(forgotten, NOW));
      assertThat(TestingHistories.people(LiveHistoryFunction.DUE, histories)).isZero();
    }
  }

  private static KeyedBroadcastOperatorTestHarness<
          String, PlacedEvent, ActiveRelease, EncodingRequest>
      restored(OperatorSubtaskState checkpoint) throws Exception {
    var histories = TestingHistories.operator();
    histories.setProcessingTime(NOW);
    histories.initializeState(checkpoint);
    histories.open();
    return histories;
  }

  private static void passTime(
      KeyedBroadcastOperatorTestHarness<String, PlacedEvent, ActiveRelease, EncodingRequest>
          histories)
      throws Exception {
    for (int second = 1; second <= MANY; second++) {
      histories.setProcessingTime(NOW + second * 1_000L);
    }
  }

  private static boolean says(String state, OperatorSubtaskState checkpoint) {
    return checkpoint.getManagedOperatorState().stream()
        .anyMatch(
            handle -> handle.getStateNameToPartitionOffsets().get(state).getOffsets().length > 0);
  }

  private static KeyedBroadcastOperatorTestHarness<
          String, PlacedEvent, ActiveRelease, EncodingRequest>
      opened() throws Exception {
    var histories = TestingHistories.operator();
    histories.setProcessingTime(NOW - Backlog.LOOK_MILLIS);
    histories.open();
    // Then it has been seen that a job before has left nobody waiting.
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
