package dev.norn.streaming.operator;

import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectionReason;

/**
 * A life event and where its message lies.
 *
 * @param source topic and partition
 * @param offset within the partition, which holds all of a person's messages in order
 * @param sent when the topic took it, milliseconds since 1970
 */
public record PlacedEvent(LifeEvent event, String source, long offset, long sent) {

  public String person() {
    return event.person().value();
  }

  /** As the {@link RejectedRow} of its message. */
  RejectedRow refused(RejectionReason reason, String detail) {
    return new RejectedRow(source, offset, event.register(), reason, detail, new byte[0]);
  }
}
