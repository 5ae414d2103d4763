package dev.norn.outcome;

import dev.norn.cohort.FactRule;
import java.util.List;
import java.util.Objects;

/**
 * What, once it has happened, leaves the event of interest impossible: death, where divorce is
 * predicted.
 *
 * @param cause its name, in lower-case letters, digits and '-'
 * @param facts any of which is the event
 */
public record CompetingEvent(String cause, List<FactRule> facts) {

  public CompetingEvent {
    Objects.requireNonNull(cause, "cause: a competing event needs its name");
    if (!cause.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("cause: use lower-case letters, digits and '-'");
    }
    if (facts == null || facts.isEmpty()) {
      throw new IllegalArgumentException("facts: name at least one fact that is the event");
    }
    facts = List.copyOf(facts);
  }
}
