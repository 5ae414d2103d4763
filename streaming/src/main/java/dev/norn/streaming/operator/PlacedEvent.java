package dev.norn.streaming.operator;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectionReason;

/**
 * A life event, or the erasure of one, and where its message lies. Both go one way, so that a
 * person's stay in order.
 *
 * @param person pseudonym
 * @param event null where the message erases one
 * @param version content hash of the version that the message holds or erases
 * @param source topic and partition
 * @param offset within the partition, which holds all of a person's messages in order
 * @param sent when the topic took it, milliseconds since 1970
 */
public record PlacedEvent(
    String person, LifeEvent event, String version, String source, long offset, long sent) {

  /**
   * @param message whose key is that of the event
   */
  static PlacedEvent of(LifeEvent event, WireMessage message) {
    return new PlacedEvent(
        event.person().value(),
        event,
        EventKey.version(message.key()),
        message.source(),
        message.offset(),
        message.sent());
  }

  static PlacedEvent erasure(WireMessage message) {
    return new PlacedEvent(
        EventKey.person(message.key()),
        null,
        EventKey.version(message.key()),
        message.source(),
        message.offset(),
        message.sent());
  }

  public boolean isErasure() {
    return event == null;
  }

  boolean isFact() {
    return !isErasure()
        && (event.kind() == EventKind.ASSERTED || event.kind() == EventKind.RETRACTED);
  }

  /** As the {@link RejectedRow} of its message. */
  RejectedRow refused(RejectionReason reason, String detail) {
    return new RejectedRow(source, offset, event.register(), reason, detail, new byte[0]);
  }
}
