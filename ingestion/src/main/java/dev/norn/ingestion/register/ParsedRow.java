package dev.norn.ingestion.register;

import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.RejectionReason;
import java.util.List;

/** What a register's row turned out to be. */
public sealed interface ParsedRow {

  /** A row that states facts; a panel row states one per wave with something to say. */
  record Accepted(List<LifeEvent> events) implements ParsedRow {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** A row of the file that belongs to another register (the definition's {@code where}). */
  record Elsewhere() implements ParsedRow {}

  /**
   * @param detail the column, what was found and expected; never the value
   */
  record Rejected(RejectionReason reason, String detail) implements ParsedRow {}
}
