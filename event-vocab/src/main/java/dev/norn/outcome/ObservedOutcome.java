package dev.norn.outcome;

import java.util.Objects;

/**
 * All that is known of one outcome of one person.
 *
 * @param label yes, no or unknown within the horizon, for every kind: of an ordinal outcome whether
 *     the class lies above the middle of the order; of a time-to-event outcome whether the event of
 *     interest came first and in time; of a count whether there was any, of a next event whether
 *     one came
 * @param followUp of all but ordinal outcomes; null where it is not known
 * @param answer what yes or no cannot say; null where it is not known. Of ordinal outcomes the
 *     class' place in the order, from 0; of a next event the place of its class, from 0, or the
 *     number of classes where none came; of a count how many
 */
public record ObservedOutcome(OutcomeLabel label, FollowUp followUp, Integer answer) {

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

  ObservedOutcome withAnswer(int other) {
    return new ObservedOutcome(label, followUp, other);
  }

  /** The label that goes with a class: whether it lies above the middle of the order. */
  static ObservedOutcome ofClass(int place, int classes) {
    OutcomeLabel label = 2 * place > classes - 1 ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE;
    return new ObservedOutcome(label, null, place);
  }

  /** Whether a model can learn anything from it: a censored person's days without an event too. */
  public boolean isAnything() {
    return label != OutcomeLabel.UNKNOWN
        || answer != null
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
