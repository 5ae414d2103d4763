package dev.norn.model.finetuning;

import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import java.util.List;
import java.util.Objects;

/**
 * A life up to the landmark, and what came of it.
 *
 * @param outcomes one per outcome, in the order of the model's outcomes
 */
public record LabelledSequence(PersonSequence sequence, List<ObservedOutcome> outcomes) {

  public LabelledSequence {
    Objects.requireNonNull(sequence, "sequence");
    outcomes = List.copyOf(outcomes);
  }

  /**
   * @throws IllegalArgumentException if there is not one outcome per head
   */
  void requireHeads(List<HeadSpec> heads) {
    if (outcomes.size() != heads.size()) {
      throw new IllegalArgumentException(
          "[labels] an example has %d outcomes, the model has %d heads; give every example one per head"
              .formatted(outcomes.size(), heads.size()));
    }
  }

  /** With labels of which nothing more is known. */
  public static LabelledSequence ofLabels(PersonSequence sequence, List<OutcomeLabel> labels) {
    return new LabelledSequence(sequence, labels.stream().map(ObservedOutcome::of).toList());
  }
}
