package dev.norn.outcome;

import dev.norn.event.LifeEvent;
import dev.norn.sequence.LandmarkDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A fact whose field differs from what it was at the landmark: another region than then.
 *
 * @param register whose facts
 * @param field that is compared, code by code
 */
public record FieldChange(String register, String field) {

  public FieldChange {
    Objects.requireNonNull(register, "changes.register: name the register");
    Objects.requireNonNull(field, "changes.field: name the field that is compared");
  }

  /**
   * What makes a fact a change, for a person with these facts.
   *
   * @return nothing when no fact up to the landmark has the field: there is nothing to differ from
   */
  Optional<Predicate<LifeEvent>> since(Collection<LifeEvent> facts, LandmarkDate landmark) {
    return facts.stream()
        .filter(fact -> landmark.includes(fact.occurred()) && value(fact) != null)
        .max(Comparator.comparing(LifeEvent::occurred).thenComparing(LifeEvent::row))
        .map(this::value)
        .map(before -> fact -> value(fact) != null && !value(fact).equals(before));
  }

  private String value(LifeEvent fact) {
    return fact.register().equals(register) ? fact.fields().get(field) : null;
  }
}
