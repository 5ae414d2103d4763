package dev.norn.streaming.operator;

import dev.norn.event.EventKind;
import dev.norn.event.LifeEvent;

/**
 * What made a person's sequence change.
 *
 * @param register of the fact, or null when no fact is the cause
 * @param row of the fact, or null when no fact is the cause
 */
public record Cause(Kind kind, String register, String row) {

  /** How the fact, or else what else, changed. */
  public enum Kind {
    ASSERTED,
    CORRECTED,
    WITHDRAWN,
    AGED,
    NEW_RELEASE,
    SCORING_RUN
  }

  static final Cause AGED = new Cause(Kind.AGED, null, null);

  static final Cause NEW_RELEASE = new Cause(Kind.NEW_RELEASE, null, null);

  static final Cause SCORING_RUN = new Cause(Kind.SCORING_RUN, null, null);

  static Cause of(LifeEvent version, boolean factKnown) {
    Kind asserted = factKnown ? Kind.CORRECTED : Kind.ASSERTED;
    Kind kind = version.kind() == EventKind.RETRACTED ? Kind.WITHDRAWN : asserted;
    return new Cause(kind, version.register(), version.row());
  }
}
