package dev.norn.cohort;

import dev.norn.event.LifeEvent;
import dev.norn.sequence.Landmark;
import dev.norn.sequence.LandmarkDate;
import dev.norn.sequence.LandmarkSpan;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * A landmark of each person's own: the day of the first fact of a kind, such as a first diagnosis.
 *
 * @param first which facts; only the first of them in the whole life counts
 * @param from somebody whose first such fact is earlier has no landmark; the day is included
 * @param to the same of a later one
 */
public record EventLandmark(FactRule first, LandmarkDate from, LandmarkDate to)
    implements Landmark {

  public EventLandmark {
    Objects.requireNonNull(first, "first: name the facts of which the first is the landmark");
    Objects.requireNonNull(from, "from: since when can the registers tell a first fact? a day");
    Objects.requireNonNull(to, "to: the last day that may be a landmark is needed");
    // Refuses days in the wrong order.
    new LandmarkSpan(from, to);
  }

  @Override
  public Optional<LandmarkDate> dateFor(Collection<LifeEvent> known) {
    return known.stream()
        .filter(first::matches)
        .map(LifeEvent::occurred)
        .min(Comparator.naturalOrder())
        .filter(day -> !day.isBefore(from.date()) && to.includes(day))
        .map(LandmarkDate::new);
  }

  @Override
  public LandmarkSpan span() {
    return new LandmarkSpan(from, to);
  }

  @Override
  public String words() {
    return "the day of each person's " + firstFact();
  }

  /** Keeps who has a landmark. */
  EligibilityRule rule() {
    return new EligibilityRule(
        Cohort.Exclusion.NO_LANDMARK,
        () -> "with a " + firstFact(),
        () -> "without a " + firstFact(),
        inputs -> dateFor(inputs).isPresent());
  }

  private String firstFact() {
    return "first fact of " + first.words() + " between " + from + " and " + to;
  }
}
