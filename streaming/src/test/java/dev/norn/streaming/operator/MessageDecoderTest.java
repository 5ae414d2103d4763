package dev.norn.streaming.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.ingestion.topic.LifeEventSerde;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectionReason;
import dev.norn.streaming.operator.MessageDecoder.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages that the topic took on 2020-06-15 at noon. */
class MessageDecoderTest {

  private static final Instant SENT = Instant.parse("2020-06-15T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2020-06-15");
  private static final String SENTINEL = "sentinel-value";

  private final MessageDecoder decoder = new MessageDecoder();

  private static LifeEvent event(LocalDate occurred, Instant recorded, String value) {
    return new LifeEvent(
        new PersonId("00112233445566778899aabbccddeeff"),
        "health",
        "row-1",
        occurred,
        null,
        recorded,
        0,
        EventKind.ASSERTED,
        Map.of("diagnosis", value));
  }

  private static WireMessage message(byte[] bytes) {
    return new WireMessage("life-events-2", 17, SENT.toEpochMilli(), bytes);
  }

  private static WireMessage message(LifeEvent event) {
    return message(new LifeEventSerde().toBytes(event));
  }

  private RejectedRow refused(WireMessage message) {
    return catchThrowableOfType(Refused.class, () -> decoder.decode(message)).row();
  }

  @Test
  void eventsUpToADayAheadOfTheTopicsClockAreTaken() throws Refused {
    LifeEvent now = event(TODAY, SENT, SENTINEL);
    LifeEvent ahead = event(TODAY.plusDays(1), SENT.plusSeconds(86_400), SENTINEL);

    assertThat(decoder.decode(message(now))).isEqualTo(now);
    assertThat(decoder.decode(message(ahead))).isEqualTo(ahead);
  }

  @Test
  void whatOccursOrIsRecordedLaterIsRefused() {
    assertThat(refused(message(event(TODAY.plusDays(2), SENT, SENTINEL))).reason())
        .isEqualTo(RejectionReason.FUTURE_DATE);
    assertThat(refused(message(event(TODAY, SENT.plusSeconds(86_401), SENTINEL))).reason())
        .isEqualTo(RejectionReason.FUTURE_DATE);
  }

  @Test
  void tenMebibytesAreRefusedUnread() {
    RejectedRow row = refused(message(event(TODAY, SENT, SENTINEL.repeat(800_000))));

    assertThat(row.reason()).isEqualTo(RejectionReason.MESSAGE_TOO_LONG);
    assertThat(row.source()).isEqualTo("life-events-2");
    assertThat(row.line()).isEqualTo(17);
  }

  @Test
  void refusalsHoldThePlaceAndNoValue() {
    for (WireMessage message :
        new WireMessage[] {
          message(new byte[0]),
          message(new byte[] {1, 2, 3}),
          message(SENTINEL.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
          message(event(TODAY.plusDays(2), SENT, SENTINEL))
        }) {
      RejectedRow row = refused(message);
      assertThat(row.message()).startsWith("[life-events-2:17] ").doesNotContain(SENTINEL);
      assertThat(row.sealedPayload()).isEmpty();
    }
  }

  @Test
  void anotherSchemaIsRefusedAndTheNextMessageIsRead() throws Refused {
    byte[] other = new LifeEventSerde().toBytes(event(TODAY, SENT, SENTINEL));
    // The third to the tenth byte name the schema.
    other[5]++;

    assertThatThrownBy(() -> decoder.decode(message(other))).isInstanceOf(Refused.class);
    assertThat(decoder.decode(message(event(TODAY, SENT, SENTINEL)))).isNotNull();
  }
}
