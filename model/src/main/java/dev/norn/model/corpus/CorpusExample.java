package dev.norn.model.corpus;

import dev.norn.cohort.Split;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A person's life up to the landmark, the side of the split, and what became of the person.
 *
 * @param labels by outcome name, in order of name
 */
public record CorpusExample(
    PersonSequence sequence, Split split, Map<String, OutcomeLabel> labels) {

  public CorpusExample {
    Objects.requireNonNull(sequence, "sequence");
    Objects.requireNonNull(split, "split");
    if (sequence.length() == 0) {
      throw new IllegalArgumentException("[corpus] a sequence holds at least its [CLS]");
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /**
   * @throws IllegalArgumentException when the corpus has no such outcome
   */
  public OutcomeLabel label(String outcome) {
    OutcomeLabel label = labels.get(outcome);
    if (label == null) {
      throw new IllegalArgumentException(
          "[corpus] no outcome '" + outcome + "'; this corpus has " + labels.keySet());
    }
    return label;
  }

  /** Years, with their fraction. */
  public float ageAtLandmark() {
    return sequence.ages()[0];
  }
}
