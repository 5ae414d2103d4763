package dev.norn.streaming.operator;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectionReason;

/**
 * What a message is about, and where it lies. All go one way, so that a person's stay in order.
 *
 * @param content what the message is
 * @param person pseudonym
 * @param event null where it is none
 * @param version content hash of the version that the message holds or erases; of one that was
 *     refused, what its key says
 * @param source topic and partition
 * @param offset within the partition, which holds all of a person's messages in order
 * @param sent when the topic took it, milliseconds since 1970
 */
public record PlacedEvent(
    Content content,
    String person,
    LifeEvent event,
    String version,
    String source,
    long offset,
    long sent) {

  /** What a message is. */
  public enum Content {
    EVENT,
    /** It takes an earlier message away. */
    ERASURE,
    /** It is no event, or one that cannot be, and lies on the topic under a key of the person. */
    REFUSED
  }

  /**
   * @param message whose key is that of the event
   */
  static PlacedEvent of(LifeEvent event, WireMessage message) {
    return of(Content.EVENT, event, message);
  }

  /**
   * @param message whose key is that of an event
   */
  static PlacedEvent without(Content content, WireMessage message) {
    return of(content, null, message);
  }

  private static PlacedEvent of(Content content, LifeEvent event, WireMessage message) {
    return new PlacedEvent(
        content,
        EventKey.person(message.key()),
        event,
        EventKey.version(message.key()),
        message.source(),
        message.offset(),
        message.sent());
  }

  public boolean isEvent() {
    return content == Content.EVENT;
  }

  boolean isFact() {
    return isEvent() && (event.kind() == EventKind.ASSERTED || event.kind() == EventKind.RETRACTED);
  }

  /** As the {@link RejectedRow} of its message. */
  RejectedRow refused(RejectionReason reason, String detail) {
    return new RejectedRow(source, offset, event.register(), reason, detail, new byte[0]);
  }
}
