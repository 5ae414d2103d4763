package dev.norn.model.finetuning;

import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import java.util.List;
import java.util.Objects;

/**
 * A life up to the landmark, and what came of it.
 *
 * @param labels one per outcome, in the order of the model's outcomes
 */
public record LabelledSequence(PersonSequence sequence, List<OutcomeLabel> labels) {

  public LabelledSequence {
    Objects.requireNonNull(sequence, "sequence");
    labels = List.copyOf(labels);
  }
}
