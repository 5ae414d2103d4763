package dev.norn.streaming.operator;

import dev.norn.event.EventKind;
import dev.norn.event.History;
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

  public static final Cause SCORING_RUN = new Cause(Kind.SCORING_RUN, null, null);

  /** As far as the version itself tells; {@link #in} knows whether it corrects an earlier one. */
  static Cause of(LifeEvent version) {
    Kind kind = version.kind() == EventKind.RETRACTED ? Kind.WITHDRAWN : Kind.ASSERTED;
    return new Cause(kind, version.register(), version.row());
  }

  /** Whether a fact made the change: otherwise time, or who predicts. */
  boolean isOfFact() {
    return register != null;
  }

  /**
   * @param history in which the version that is the cause came last
   */
  Cause in(History history) {
    boolean corrects = kind == Kind.ASSERTED && history.versionsOf(register, row) > 1;
    return corrects ? new Cause(Kind.CORRECTED, register, row) : this;
  }
}
