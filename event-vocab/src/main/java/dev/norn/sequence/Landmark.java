package dev.norn.sequence;

import dev.norn.event.LifeEvent;
import java.util.Collection;
import java.util.Optional;

/** Where inputs end and outcomes begin: on one day for everybody, or on a day of each person's. */
public interface Landmark {

  /**
   * @param known one person's facts, all or those up to the person's landmark: both give the same
   * @return nothing for somebody who has no landmark
   */
  Optional<LandmarkDate> dateFor(Collection<LifeEvent> known);

  /** The days that people's landmarks may be. */
  LandmarkSpan span();

  /** For people: "2015-12-31". */
  String words();
}
