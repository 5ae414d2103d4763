package dev.norn.model.corpus;

import dev.norn.cohort.Split;
import dev.norn.outcome.FollowUp;
import dev.norn.outcome.ObservedOutcome;
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
 * @param followUps by name of those outcomes of which they are known; of ordinal ones there are
 *     none
 * @param answers as {@link ObservedOutcome#answer} is, by name of those outcomes of which they are
 *     known
 */
public record CorpusExample(
    PersonSequence sequence,
    Split split,
    Map<String, OutcomeLabel> labels,
    Map<String, FollowUp> followUps,
    Map<String, Integer> answers) {

  public CorpusExample {
    Objects.requireNonNull(sequence, "sequence");
    Objects.requireNonNull(split, "split");
    if (sequence.length() == 0) {
      throw new IllegalArgumentException("[corpus] a sequence holds at least its [CLS]");
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    followUps = Collections.unmodifiableMap(new TreeMap<>(followUps));
    answers = Collections.unmodifiableMap(new TreeMap<>(answers));
    if (!labels.keySet().containsAll(followUps.keySet())
        || !labels.keySet().containsAll(answers.keySet())) {
      throw new IllegalArgumentException(
          "[corpus] a follow-up or answer of an outcome that has no label; label every outcome");
    }
  }

  /** With labels of which nothing more is known. */
  public CorpusExample(PersonSequence sequence, Split split, Map<String, OutcomeLabel> labels) {
    this(sequence, split, labels, Map.of(), Map.of());
  }

  /**
   * @param outcomes by name
   */
  public static CorpusExample of(
      PersonSequence sequence, Split split, Map<String, ObservedOutcome> outcomes) {
    Map<String, OutcomeLabel> labels = new TreeMap<>();
    Map<String, FollowUp> followUps = new TreeMap<>();
    Map<String, Integer> answers = new TreeMap<>();
    outcomes.forEach(
        (name, outcome) -> {
          labels.put(name, outcome.label());
          if (outcome.followUp() != null) {
            followUps.put(name, outcome.followUp());
          }
          if (outcome.answer() != null) {
            answers.put(name, outcome.answer());
          }
        });
    return new CorpusExample(sequence, split, labels, followUps, answers);
  }

  /**
   * @throws IllegalArgumentException when the corpus has no such outcome
   */
  public ObservedOutcome observed(String outcome) {
    return new ObservedOutcome(label(outcome), followUps.get(outcome), answers.get(outcome));
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
