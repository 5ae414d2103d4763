package dev.norn.streaming.operator;

import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import java.util.List;

/** All versions of one person, at the end of a bounded run. */
public record PersonFacts(String person, List<LifeEvent> versions) {

  public History history() {
    return History.of(versions);
  }
}
