package dev.norn.ingestion.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.topic.MessageDecoder.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Messages that the topic took on 2020-06-15 at noon. */
class MessageDecoderTest {

  private static final Instant SENT = Instant.parse("2020-06-15T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2020-06-15");
  private static final String SENTINEL = "sentinel-value";

  private final MessageDecoder decoder = new MessageDecoder(Set.of());

  private static LifeEvent event(LocalDate occurred, Instant recorded, String value) {
    return event(EventKind.ASSERTED, occurred, recorded, value);
  }

  private static LifeEvent event(
      EventKind kind, LocalDate occurred, Instant recorded, String value) {
    return new LifeEvent(
        new PersonId("00112233445566778899aabbccddeeff"),
        "health",
        "row-1",
        occurred,
        null,
        recorded,
        0,
        kind,
        Map.of("diagnosis", value));
  }

  private static byte[] message(LifeEvent event) {
    return new LifeEventSerde().toBytes(event);
  }

  private LifeEvent decode(byte[] message) throws Refused {
    return decoder.decode(message, SENT);
  }

  private Refused refused(byte[] message) {
    return catchThrowableOfType(Refused.class, () -> decode(message));
  }

  @Test
  void eventsUpToADayAheadOfTheTopicsClockAreTaken() throws Refused {
    LifeEvent now = event(TODAY, SENT, SENTINEL);
    LifeEvent ahead = event(TODAY.plusDays(1), SENT.plusSeconds(86_400), SENTINEL);

    assertThat(decode(message(now))).isEqualTo(now);
    assertThat(decode(message(ahead))).isEqualTo(ahead);
  }

  @Test
  void aMessageUnderAKeyThatOtherVersionsShareIsRefused() throws Refused {
    LifeEvent event = event(TODAY, SENT, SENTINEL);
    byte[] person = event.person().value().getBytes(StandardCharsets.UTF_8);

    assertThat(decoder.decode(EventKey.of(event), message(event), SENT)).isEqualTo(event);
    for (byte[] key : List.of(person, new byte[0])) {
      assertThat(
              catchThrowableOfType(Refused.class, () -> decoder.decode(key, message(event), SENT))
                  .reason())
          .isEqualTo(RejectionReason.WRONG_KEY);
    }
  }

  @Test
  void whatOccursOrIsRecordedLaterIsRefused() {
    assertThat(refused(message(event(TODAY.plusDays(2), SENT, SENTINEL))).reason())
        .isEqualTo(RejectionReason.FUTURE_DATE);
    assertThat(refused(message(event(TODAY, SENT.plusSeconds(86_401), SENTINEL))).reason())
        .isEqualTo(RejectionReason.FUTURE_DATE);
  }

  @Test
  void factsOfARegisterThatTheStudyDoesNotDefineAreRefused() throws Refused {
    MessageDecoder others = new MessageDecoder(Set.of("work"));
    byte[] fact = message(event(TODAY, SENT, SENTINEL));
    assertThat(catchThrowableOfType(Refused.class, () -> others.decode(fact, SENT)).reason())
        .isEqualTo(RejectionReason.UNDEFINED_REGISTER);
    assertThat(new MessageDecoder(Set.of("work", "health")).decode(fact, SENT)).isNotNull();
    LifeEvent forgotten = event(EventKind.FORGOTTEN, TODAY, SENT, SENTINEL);
    assertThat(others.decode(message(forgotten), SENT)).isEqualTo(forgotten);
  }

  @Test
  void tenMebibytesAreRefusedUnread() {
    assertThat(refused(message(event(TODAY, SENT, SENTINEL.repeat(800_000)))).reason())
        .isEqualTo(RejectionReason.MESSAGE_TOO_LONG);
  }

  @Test
  void refusalsHoldNoValue() {
    for (byte[] message :
        List.of(
            new byte[0],
            new byte[] {1, 2, 3},
            SENTINEL.getBytes(StandardCharsets.UTF_8),
            message(event(TODAY.plusDays(2), SENT, SENTINEL)))) {
      assertThat(refused(message)).hasMessageNotContaining(SENTINEL);
    }
  }

  @Test
  void anotherSchemaIsRefusedAndTheNextMessageIsRead() throws Refused {
    byte[] other = new LifeEventSerde().toBytes(event(TODAY, SENT, SENTINEL));
    // The third to the tenth byte name the schema.
    other[5]++;

    assertThatThrownBy(() -> decode(other)).isInstanceOf(Refused.class);
    assertThat(decode(message(event(TODAY, SENT, SENTINEL)))).isNotNull();
  }
}
