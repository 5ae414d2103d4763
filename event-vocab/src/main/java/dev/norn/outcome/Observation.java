package dev.norn.outcome;

import dev.norn.cohort.FactRule;
import dev.norn.event.LifeEvent;
import dev.norn.sequence.LandmarkDate;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One person's facts looked at with one definition. */
record Observation(
    OutcomeDefinition definition, Collection<LifeEvent> facts, LandmarkDate landmark) {

  ObservedOutcome outcome() {
    boolean atRisk = definition.among() == null || definition.among().includes(facts, landmark);
    if (definition.kind() == OutcomeKind.ORDINAL) {
      return atRisk ? ofClass() : ObservedOutcome.of(OutcomeLabel.UNKNOWN);
    }
    if (definition.listed() != null) {
      return ObservedOutcome.of(
          atRisk ? definition.listed().of(facts, landmark) : OutcomeLabel.UNKNOWN);
    }
    Optional<Predicate<LifeEvent>> event = atRisk ? event() : Optional.empty();
    return event
        .map(
            sought ->
                switch (definition.kind()) {
                  case COUNT -> ofCount(sought);
                  case NEXT_EVENT -> ofNext(sought);
                  default -> ofEvent(sought);
                })
        .orElse(ObservedOutcome.followed(OutcomeLabel.UNKNOWN, FollowUp.NONE));
  }

  /** What makes a fact the event of interest; nothing where that cannot be said. */
  private Optional<Predicate<LifeEvent>> event() {
    if (definition.kind().hasClasses()) {
      return Optional.of(this::givesClass);
    }
    Predicate<LifeEvent> counts = any(definition.counts());
    return definition.changes() == null
        ? Optional.of(counts)
        : definition.changes().since(facts, landmark).map(counts::or);
  }

  private ObservedOutcome ofClass() {
    OutcomeClasses classes = definition.classes();
    Optional<LocalDate> censored = censoring();
    return first(this::givesClass)
        .filter(fact -> censored.isEmpty() || !censored.get().isBefore(fact.occurred()))
        .map(fact -> ObservedOutcome.ofClass(classes.of(fact), classes.order().size()))
        .orElse(ObservedOutcome.of(OutcomeLabel.UNKNOWN));
  }

  private boolean givesClass(LifeEvent fact) {
    List<FactRule> counts = definition.counts();
    return (counts.isEmpty() || any(counts).test(fact)) && definition.classes().of(fact) >= 0;
  }

  /** Of two on one day the register's name for the row decides, in every process alike. */
  private Optional<LifeEvent> first(Predicate<LifeEvent> matching) {
    return from(definition.firstDay(landmark))
        .filter(matching)
        .min(Comparator.comparing(LifeEvent::occurred).thenComparing(LifeEvent::row));
  }

  private ObservedOutcome ofNext(Predicate<LifeEvent> event) {
    ObservedOutcome any = ofEvent(event);
    return switch (any.label()) {
      case POSITIVE -> any.withAnswer(definition.classes().of(first(event).orElseThrow()));
      case NEGATIVE -> any.withAnswer(definition.classes().names().size());
      case UNKNOWN -> any;
    };
  }

  /** A count of those alone who were followed to the end: what came later was not seen. */
  private ObservedOutcome ofCount(Predicate<LifeEvent> event) {
    ObservedOutcome any = ofEvent(event);
    boolean toTheEnd = censoring().isEmpty() && isObserved();
    return toTheEnd
        ? any.withAnswer((int) from(definition.firstDay(landmark)).filter(event).count())
        : any;
  }

  private ObservedOutcome ofEvent(Predicate<LifeEvent> event) {
    Optional<LocalDate> first = earliest(event, definition.firstDay(landmark));
    int cause = FollowUp.EVENT_OF_INTEREST;
    List<CompetingEvent> competes = definition.competes();
    for (int i = 0; i < competes.size(); i++) {
      Optional<LocalDate> other = earliest(competes.get(i).facts());
      if (other.isPresent() && (first.isEmpty() || other.get().isBefore(first.get()))) {
        first = other;
        cause = FollowUp.EVENT_OF_INTEREST + 1 + i;
      }
    }
    Optional<LocalDate> censored = censoring();
    if (first.isPresent() && (censored.isEmpty() || !censored.get().isBefore(first.get()))) {
      return ObservedOutcome.followed(
          cause == FollowUp.EVENT_OF_INTEREST ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE,
          new FollowUp(days(first.get()), cause));
    }
    return withoutEvent(censored);
  }

  private ObservedOutcome withoutEvent(Optional<LocalDate> censored) {
    if (!isObserved()) {
      return ObservedOutcome.followed(OutcomeLabel.UNKNOWN, FollowUp.NONE);
    }
    int days = censored.map(this::days).orElse(definition.horizonDays(landmark));
    return ObservedOutcome.followed(
        censored.isEmpty() ? OutcomeLabel.NEGATIVE : OutcomeLabel.UNKNOWN,
        new FollowUp(days, FollowUp.CENSORED));
  }

  private boolean isObserved() {
    return definition.knownWhen().isEmpty() || earliest(definition.knownWhen()).isPresent();
  }

  // Someone who leaves during the gap is not observed in the horizon either.
  private Optional<LocalDate> censoring() {
    return earliest(any(definition.censors()), landmark.date().plusDays(1));
  }

  private int days(LocalDate day) {
    return Math.toIntExact(ChronoUnit.DAYS.between(landmark.date(), day));
  }

  private Optional<LocalDate> earliest(List<FactRule> rules) {
    return earliest(any(rules), definition.firstDay(landmark));
  }

  private Optional<LocalDate> earliest(Predicate<LifeEvent> matching, LocalDate from) {
    return from(from).filter(matching).map(LifeEvent::occurred).min(Comparator.naturalOrder());
  }

  private Stream<LifeEvent> from(LocalDate from) {
    LocalDate last = definition.lastDay(landmark);
    return facts.stream()
        .filter(fact -> !fact.occurred().isBefore(from) && !fact.occurred().isAfter(last));
  }

  private static Predicate<LifeEvent> any(List<FactRule> rules) {
    return fact -> rules.stream().anyMatch(rule -> rule.matches(fact));
  }
}
