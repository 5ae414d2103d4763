package dev.norn.streaming.operator;

import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.LifeEventSerde;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectionReason;
import dev.norn.ingestion.topic.WireFormatException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Messages to life events. What is refused depends on the message and on when the topic took it,
 * never on the clock: every reading of a topic refuses the same. Not thread-safe.
 */
final class MessageDecoder {

  /** No life event is near this long; the topic keeps the message. */
  static final int MAX_BYTES = 1 << 20;

  private final LifeEventSerde serde = new LifeEventSerde();

  /**
   * @throws Refused when it is no life event, or one that cannot be
   */
  LifeEvent decode(WireMessage message) throws Refused {
    if (message.value().length > MAX_BYTES) {
      throw refused(
          message,
          RejectionReason.MESSAGE_TOO_LONG,
          "the message is longer than " + MAX_BYTES + " bytes");
    }
    LifeEvent event;
    try {
      event = serde.fromBytes(message.value());
    } catch (WireFormatException e) {
      throw refused(message, RejectionReason.UNDECODABLE_MESSAGE, e.getMessage());
    }
    // A day for clocks that differ, and for time zones ahead.
    Instant latest = Instant.ofEpochMilli(message.sent()).plus(1, ChronoUnit.DAYS);
    if (event.recorded().isAfter(latest)
        || event.occurred().isAfter(latest.atOffset(ZoneOffset.UTC).toLocalDate())) {
      throw refused(
          message,
          RejectionReason.FUTURE_DATE,
          "the fact occurred or was recorded after its message was sent; correct the date, or send"
              + " it again when it has come");
    }
    return event;
  }

  private static Refused refused(WireMessage message, RejectionReason reason, String detail) {
    // The topic keeps the message; its place leads back to it.
    return new Refused(
        new RejectedRow(message.source(), message.offset(), null, reason, detail, new byte[0]));
  }

  /** Leaves the decoding of a message. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RejectedRow row;

    private Refused(RejectedRow row) {
      super(row.detail(), null, false, false);
      this.row = row;
    }

    RejectedRow row() {
      return row;
    }
  }
}
