package dev.norn.model.evaluation;

import dev.norn.event.PersonId;
import java.util.HashMap;
import java.util.Map;

/**
 * What a synthetic nation knows of its people at one landmark: by outcome, each person's true
 * probability that the label becomes positive, given that it becomes known. Anyone may carry it
 * along; only this package can look into it, so that nothing can learn from it. Safe for use by
 * several threads.
 */
public final class TrueProbabilities {

  /** Of real people: the truth is not known. */
  public static final TrueProbabilities NONE = new TrueProbabilities(Map.of());

  private final Map<String, Map<PersonId, Double>> byOutcome = new HashMap<>();

  /**
   * @param byOutcome by name of the outcome, then by person; each in [0, 1]
   */
  public TrueProbabilities(Map<String, Map<PersonId, Double>> byOutcome) {
    byOutcome.forEach((outcome, people) -> this.byOutcome.put(outcome, Map.copyOf(people)));
  }

  /** Whether there is nothing to compare: of real people, and of outcomes that the truth lacks. */
  boolean isSilentOn(String outcome) {
    // Without any outcome it is a truth that should be of these people and is not: worth a word.
    return this == NONE || (!byOutcome.isEmpty() && !byOutcome.containsKey(outcome));
  }

  /** Not a number where it is not known. */
  double of(String outcome, PersonId person) {
    return byOutcome.getOrDefault(outcome, Map.of()).getOrDefault(person, Double.NaN);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrueProbabilities that && byOutcome.equals(that.byOutcome);
  }

  @Override
  public int hashCode() {
    return byOutcome.hashCode();
  }
}
