package dev.norn.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.norn.cohort.PresenceRule;
import dev.norn.event.LifeEvent;
import dev.norn.sequence.LandmarkDate;
import java.util.Collection;
import java.util.List;

/**
 * Who can have an outcome: only the married can divorce. Everybody else in the cohort gets an
 * unknown label, so that outcomes with different people at risk are learned together in one model.
 * Read off the facts up to the landmark <em>as known now</em>, like every label: who turned out to
 * have been ill already is not at risk of falling ill.
 *
 * @param present only people with each of these facts up to the landmark
 * @param absent nobody with such a fact up to the landmark
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AtRisk(List<PresenceRule> present, List<PresenceRule> absent) {

  public AtRisk {
    present = present == null ? List.of() : List.copyOf(present);
    absent = absent == null ? List.of() : List.copyOf(absent);
    if (present.isEmpty() && absent.isEmpty()) {
      throw new IllegalArgumentException(
          "among: name facts that are 'present' or 'absent' in those at risk");
    }
  }

  boolean includes(Collection<LifeEvent> facts, LandmarkDate landmark) {
    return present.stream().allMatch(rule -> rule.holdsFor(facts, landmark))
        && absent.stream().noneMatch(rule -> rule.holdsFor(facts, landmark));
  }
}
