package dev.norn.cohort;

import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import java.util.Collection;

/** Says on which side a person is: by a hash, or by a list that was read. */
public sealed interface Sides permits HashedSplit, SplitList {

  /**
   * @param facts of the person, known by known-by and up to the landmark
   */
  Split of(PersonId person, Collection<LifeEvent> facts);
}
