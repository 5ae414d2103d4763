package dev.norn.ingestion.topic;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;

/**
 * Messages of {@link Topics#LIFE_EVENTS} to life events. What is refused depends on the message and
 * on when the topic took it, never on the clock: every reading of a topic refuses the same. Not
 * thread-safe.
 */
public final class MessageDecoder {

  /** No life event is near this long; the topic keeps the message. */
  static final int MAX_BYTES = 1 << 20;

  private final LifeEventSerde serde = new LifeEventSerde();
  private final Set<String> registers;

  /**
   * @param registers that facts may be of; empty for any
   */
  public MessageDecoder(Set<String> registers) {
    this.registers = Set.copyOf(registers);
  }

  /**
   * @param key as {@link EventKey} says; under another one compaction would take versions for each
   *     other
   * @param sent when the topic took it
   * @throws Refused when it is no life event, or one that cannot be, or has another key
   */
  public LifeEvent decode(byte[] key, byte[] message, Instant sent) throws Refused {
    LifeEvent event = decode(message, sent);
    if (!Arrays.equals(key, EventKey.of(event))) {
      throw new Refused(
          RejectionReason.WRONG_KEY,
          "the key is not the person, a colon and the version's content hash; replay it, and mend"
              + " its sender before the topic is compacted");
    }
    return event;
  }

  /**
   * Without a look at its key.
   *
   * @param sent when the topic took it
   * @throws Refused when it is no life event, or one that cannot be
   */
  public LifeEvent decode(byte[] message, Instant sent) throws Refused {
    if (message.length > MAX_BYTES) {
      throw new Refused(
          RejectionReason.MESSAGE_TOO_LONG, "the message is longer than " + MAX_BYTES + " bytes");
    }
    LifeEvent event;
    try {
      event = serde.fromBytes(message);
    } catch (WireFormatException e) {
      throw new Refused(RejectionReason.UNDECODABLE_MESSAGE, e.getMessage());
    }
    // A day for clocks that differ, and for time zones ahead.
    Instant latest = sent.plus(1, ChronoUnit.DAYS);
    if (event.recorded().isAfter(latest)
        || event.occurred().isAfter(latest.atOffset(ZoneOffset.UTC).toLocalDate())) {
      throw new Refused(
          RejectionReason.FUTURE_DATE,
          "the fact occurred or was recorded after its message was sent; correct the date, or send"
              + " it again when it has come");
    }
    if (isFact(event) && !registers.isEmpty() && !registers.contains(event.register())) {
      throw new Refused(
          RejectionReason.UNDEFINED_REGISTER,
          "the study defines no register of the fact's name; add its definition, restart what"
              + " reads the topic, and replay the message");
    }
    return event;
  }

  private static boolean isFact(LifeEvent event) {
    return event.kind() == EventKind.ASSERTED || event.kind() == EventKind.RETRACTED;
  }

  /** Why a message is no event; without any value of it. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectionReason reason;

    private Refused(RejectionReason reason, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
    }

    public RejectionReason reason() {
      return reason;
    }
  }
}
