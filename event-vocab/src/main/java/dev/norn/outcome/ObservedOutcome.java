package dev.norn.outcome;

import java.util.Objects;

/**
 * All that is known of one outcome of one person.
 *
 * @param label yes, no or unknown within the horizon, for every kind: of an ordinal outcome whether
 *     the class lies above the middle of the order; of a time-to-event outcome whether the event of
 *     interest came first and in time
 * @param followUp of binary and time-to-event outcomes; null where it is not known
 * @param orderedClass of ordinal outcomes: place in the order, from 0; null where it is not known
 */
public record ObservedOutcome(OutcomeLabel label, FollowUp followUp, Integer orderedClass) {

  public ObservedOutcome {
    Objects.requireNonNull(label, "label");
  }

  /** A label of which nothing more is known. */
  public static ObservedOutcome of(OutcomeLabel label) {
    return new ObservedOutcome(label, null, null);
  }

  static ObservedOutcome followed(OutcomeLabel label, FollowUp followUp) {
    return new ObservedOutcome(label, followUp, null);
  }

  /** The label that goes with a class: whether it lies above the middle of the order. */
  static ObservedOutcome ofClass(int place, int classes) {
    OutcomeLabel label = 2 * place > classes - 1 ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE;
    return new ObservedOutcome(label, null, place);
  }

  /** Whether a model can learn anything from it: a censored person's days without an event too. */
  public boolean isAnything() {
    return label != OutcomeLabel.UNKNOWN
        || orderedClass != null
        || (followUp != null && followUp.days() > 0);
  }

  /**
   * The label of an evaluation whose horizon starts only some days after the landmark: people whose
   * follow-up ended by then, with an event or without, leave it. The horizon ends when it did.
   *
   * @param gap days, 0 for none
   * @return unknown, too, where a gap is asked for and the follow-up is not known
   */
  public OutcomeLabel labelAfter(int gap) {
    if (gap == 0) {
      return label;
    }
    return followUp != null && followUp.days() > gap ? label : OutcomeLabel.UNKNOWN;
  }
}
