package dev.norn.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.norn.cohort.FactRule;
import dev.norn.event.LifeEvent;
import dev.norn.sequence.LandmarkDate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A binary outcome: whether a counting fact occurs in the horizon; read from a {@code
 * *.outcome.yaml}. Only facts after the landmark are looked at.
 *
 * @param name of the outcome
 * @param horizon ISO-8601 period after the landmark; its last day is included
 * @param gap ISO-8601 period after the landmark in which nothing counts; null for none
 * @param counts facts that make the label positive
 * @param censors facts after which the person is no longer observed: before any counting fact they
 *     make the label unknown
 * @param knownWhen if given, without any such fact in the horizon a label that no fact made
 *     positive is unknown
 * @param among who is at risk at the landmark; everybody else's label is unknown. Null: everybody
 * @param changes a field whose change since the landmark counts too; a person without it at the
 *     landmark is unknown. Null: none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutcomeDefinition(
    @JsonProperty("outcome") String name,
    String horizon,
    String gap,
    List<FactRule> counts,
    List<FactRule> censors,
    List<FactRule> knownWhen,
    AtRisk among,
    FieldChange changes) {

  public OutcomeDefinition {
    Objects.requireNonNull(name, "outcome: the name is missing");
    Objects.requireNonNull(horizon, "horizon: a period such as P4Y is needed");
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("outcome: use lower-case letters, digits and '-'");
    }
    counts = counts == null ? List.of() : List.copyOf(counts);
    if (counts.isEmpty() && changes == null) {
      throw new IllegalArgumentException(
          "counts: name at least one fact that counts, or a field that 'changes'");
    }
    LocalDate start = LandmarkDate.ORIGIN;
    LocalDate countsAfter = gap == null ? start : start.plus(period("gap", gap));
    if (!countsAfter.isBefore(start.plus(period("horizon", horizon)))) {
      throw new IllegalArgumentException(
          "horizon: no day on which a fact counts; it must be longer than the gap");
    }
    censors = censors == null ? List.of() : List.copyOf(censors);
    knownWhen = knownWhen == null ? List.of() : List.copyOf(knownWhen);
  }

  /** An outcome that everybody is at risk of and that facts alone decide. */
  public OutcomeDefinition(
      String name,
      String horizon,
      String gap,
      List<FactRule> counts,
      List<FactRule> censors,
      List<FactRule> knownWhen) {
    this(name, horizon, gap, counts, censors, knownWhen, null, null);
  }

  private static Period period(String key, String value) {
    try {
      Period period = Period.parse(value);
      if (!period.isNegative()) {
        return period;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(noPeriod(key, value), e);
    }
    throw new IllegalArgumentException(noPeriod(key, value));
  }

  private static String noPeriod(String key, String value) {
    return key + ": '" + value + "' is not a period after the landmark; write one such as P4Y";
  }

  /** First day on which a fact counts. */
  public LocalDate firstDay(LandmarkDate landmark) {
    LocalDate start = gap == null ? landmark.date() : landmark.date().plus(Period.parse(gap));
    return start.plusDays(1);
  }

  /** Last day on which a fact counts. */
  public LocalDate lastDay(LandmarkDate landmark) {
    return landmark.date().plus(Period.parse(horizon));
  }

  /**
   * @param facts of one person, as known now; those up to the landmark are not looked at
   */
  public OutcomeLabel label(Collection<LifeEvent> facts, LandmarkDate landmark) {
    Optional<Predicate<LifeEvent>> counting = counting(facts, landmark);
    if (counting.isEmpty()) {
      return OutcomeLabel.UNKNOWN;
    }
    Optional<LocalDate> counted = earliest(facts, counting.get(), firstDay(landmark), landmark);
    // Someone who leaves during the gap is not observed in the horizon either.
    Optional<LocalDate> censored =
        earliest(facts, any(censors), landmark.date().plusDays(1), landmark);
    if (counted.isPresent() && (censored.isEmpty() || !censored.get().isBefore(counted.get()))) {
      return OutcomeLabel.POSITIVE;
    }
    boolean observed =
        knownWhen.isEmpty()
            || earliest(facts, any(knownWhen), firstDay(landmark), landmark).isPresent();
    return censored.isEmpty() && observed ? OutcomeLabel.NEGATIVE : OutcomeLabel.UNKNOWN;
  }

  /** What makes a fact count for this person; nothing when the person is not at risk. */
  private Optional<Predicate<LifeEvent>> counting(
      Collection<LifeEvent> facts, LandmarkDate landmark) {
    if (among != null && !among.includes(facts, landmark)) {
      return Optional.empty();
    }
    return changes == null
        ? Optional.of(any(counts))
        : changes.since(facts, landmark).map(any(counts)::or);
  }

  private static Predicate<LifeEvent> any(List<FactRule> rules) {
    return fact -> rules.stream().anyMatch(rule -> rule.matches(fact));
  }

  private Optional<LocalDate> earliest(
      Collection<LifeEvent> facts,
      Predicate<LifeEvent> counting,
      LocalDate from,
      LandmarkDate landmark) {
    LocalDate last = lastDay(landmark);
    return facts.stream()
        .filter(fact -> !fact.occurred().isBefore(from) && !fact.occurred().isAfter(last))
        .filter(counting)
        .map(LifeEvent::occurred)
        .min(Comparator.naturalOrder());
  }
}
