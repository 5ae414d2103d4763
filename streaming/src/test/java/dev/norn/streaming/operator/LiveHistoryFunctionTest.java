package dev.norn.streaming.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveHistoryFunctionTest {

  private static final PersonId PERSON = new PersonId("00112233445566778899aabbccddeeff");
  private static final Instant STATED = Instant.parse("2019-03-02T00:00:00Z");
  private static final long LONG_ENOUGH_MILLIS = 60_000;

  private static final LifeEvent FACT =
      new LifeEvent(
          PERSON,
          "health",
          "a",
          LocalDate.of(2019, 3, 1),
          null,
          STATED,
          0,
          EventKind.ASSERTED,
          Map.of("diagnosis", "I20"));
  private static final LifeEvent FORGOTTEN = LifeEvent.said(PERSON, EventKind.FORGOTTEN, STATED);
  private static final LifeEvent READMITTED = LifeEvent.said(PERSON, EventKind.READMITTED, STATED);

  @Test
  void factsAreKeptBetweenWhatIsSaidOfTheirPerson() throws Exception {
    List<LifeEvent> messages = List.of(FACT, FACT, FORGOTTEN, FACT, READMITTED, FACT);
    assertThat(kept(messages, 0)).containsExactly(FACT, FORGOTTEN, READMITTED, FACT);
  }

  @Test
  void whoStaysForgottenIsForgottenOnceMoreWhenNothingIsOnItsWay() throws Exception {
    assertThat(kept(List.of(FACT, FORGOTTEN), LONG_ENOUGH_MILLIS))
        .extracting(LifeEvent::kind)
        .containsExactly(EventKind.ASSERTED, EventKind.FORGOTTEN, EventKind.FORGOTTEN);
    assertThat(kept(List.of(FACT, FORGOTTEN, READMITTED), LONG_ENOUGH_MILLIS))
        .containsExactly(FACT, FORGOTTEN, READMITTED);
  }

  /** What goes to the database, in order, until so long after the messages. */
  private static List<LifeEvent> kept(List<LifeEvent> messages, long later) throws Exception {
    try (var harness = TestingHistories.operator()) {
      harness.open();
      for (LifeEvent message : messages) {
        harness.processElement(TestingHistories.message(message));
      }
      harness.setProcessingTime(later);
      List<LifeEvent> kept = new ArrayList<>();
      harness
          .getSideOutput(LiveHistoryFunction.KEPT)
          .forEach(version -> kept.add(version.getValue()));
      return kept;
    }
  }
}
