package dev.norn.outcome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.norn.cohort.FactRule;
import dev.norn.event.LifeEvent;
import dev.norn.sequence.LandmarkDate;
import dev.norn.sequence.LandmarkSpan;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is predicted, read from a {@code *.outcome.yaml}. Only facts after the landmark are looked
 * at.
 *
 * @param name of the outcome
 * @param kind null stands for binary
 * @param horizon ISO-8601 period after the landmark; its last day is included. A time-to-event
 *     outcome is followed to that day.
 * @param gap ISO-8601 period after the landmark in which nothing counts; null for none. A
 *     time-to-event outcome has none: what happens there would leave its risk set unseen
 * @param counts facts that are the event; of an outcome with classes, if any, facts that alone may
 *     give a class
 * @param competes of a time-to-event outcome: events that rule the event of interest out
 * @param censors facts after which the person is no longer observed: before any counting fact they
 *     make the label unknown
 * @param knownWhen if given, without any such fact in the horizon a label that no fact decided is
 *     unknown; an ordinal outcome needs none, as without a class it is unknown
 * @param classes of an ordinal outcome and a next event: which field gives the class
 * @param among who is at risk at the landmark; everybody else's label is unknown. Null: everybody
 * @param changes a field whose change since the landmark is the event too; a person without it at
 *     the landmark is unknown. Null: none
 * @param listed of a binary outcome: labels that somebody else made, instead of facts that count;
 *     the horizon then says how far these looked ahead. Null: none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OutcomeDefinition(
    @JsonProperty("outcome") String name,
    OutcomeKind kind,
    String horizon,
    String gap,
    List<FactRule> counts,
    List<CompetingEvent> competes,
    List<FactRule> censors,
    List<FactRule> knownWhen,
    OutcomeClasses classes,
    AtRisk among,
    FieldChange changes,
    ListedLabels listed) {

  @JsonCreator
  public OutcomeDefinition {
    Objects.requireNonNull(name, "outcome: the name is missing");
    Objects.requireNonNull(horizon, "horizon: a period such as P4Y is needed");
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("outcome: use lower-case letters, digits and '-'");
    }
    kind = kind == null ? OutcomeKind.BINARY : kind;
    counts = orNone(counts);
    competes = orNone(competes);
    censors = orNone(censors);
    knownWhen = orNone(knownWhen);
    LocalDate start = LandmarkDate.ORIGIN;
    LocalDate countsAfter = gap == null ? start : start.plus(period("gap", gap));
    if (!countsAfter.isBefore(start.plus(period("horizon", horizon)))) {
      throw new IllegalArgumentException(
          "horizon: no day on which a fact counts; it must be longer than the gap");
    }
    OutcomeKeys keys = new OutcomeKeys(kind);
    if (listed == null) {
      keys.requireEvent(counts, changes);
      keys.requireClasses(classes);
      keys.refuseOthers(gap, knownWhen);
    } else {
      requireNothingBesidesListed(
          kind == OutcomeKind.BINARY
              && gap == null
              && classes == null
              && changes == null
              && Stream.of(counts, censors, knownWhen).allMatch(List::isEmpty));
    }
    keys.requireCauses(name, competes);
  }

  /** A binary outcome that everybody is at risk of and that facts alone decide. */
  public OutcomeDefinition(
      String name,
      String horizon,
      String gap,
      List<FactRule> counts,
      List<FactRule> censors,
      List<FactRule> knownWhen) {
    this(
        name,
        OutcomeKind.BINARY,
        horizon,
        gap,
        counts,
        null,
        censors,
        knownWhen,
        null,
        null,
        null,
        null);
  }

  private static <T> List<T> orNone(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  private static void requireNothingBesidesListed(boolean alone) {
    if (!alone) {
      throw new IllegalArgumentException(
          "listed: the labels of a binary outcome stand for themselves; take out kind, gap, counts,"
              + " censors, known-when, classes and changes");
    }
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
   * What the labels look like, with the horizon's days counted from these landmarks: the most of
   * them, where years and months differ in length from one landmark to another.
   *
   * @throws IllegalArgumentException when they differ and the outcome is one of time to event,
   *     whose curve needs one last day
   */
  public OutcomeForm form(LandmarkSpan landmarks) {
    List<String> causes = new ArrayList<>();
    if (kind == OutcomeKind.TIME_TO_EVENT) {
      causes.add(name);
      competes.forEach(event -> causes.add(event.cause()));
    }
    return new OutcomeForm(
        kind, horizonDays(landmarks), causes, classes == null ? List.of() : classes.names());
  }

  private int horizonDays(LandmarkSpan landmarks) {
    IntSummaryStatistics days =
        landmarks
            .earliest()
            .date()
            .datesUntil(landmarks.latest().date().plusDays(1))
            .mapToInt(day -> horizonDays(new LandmarkDate(day)))
            .summaryStatistics();
    if (kind == OutcomeKind.TIME_TO_EVENT && days.getMin() < days.getMax()) {
      throw new IllegalArgumentException(
          ("[outcome %s] horizon: %s is %d to %d days, by each person's landmark; expected as many for"
                  + " everybody in an outcome of kind time-to-event; write it in days, as P%dD")
              .formatted(name, horizon, days.getMin(), days.getMax(), days.getMin()));
    }
    return days.getMax();
  }

  /** Days from the landmark to the last day of the horizon. */
  int horizonDays(LandmarkDate landmark) {
    return Math.toIntExact(ChronoUnit.DAYS.between(landmark.date(), lastDay(landmark)));
  }

  /**
   * @param facts of one person, as known now; those up to the landmark are not looked at
   */
  public OutcomeLabel label(Collection<LifeEvent> facts, LandmarkDate landmark) {
    return observe(facts, landmark).label();
  }

  /**
   * On one day the event of interest comes before the competing ones, these in their order, all of
   * them before censoring.
   *
   * @param facts of one person, as known now; those up to the landmark are not looked at
   */
  public ObservedOutcome observe(Collection<LifeEvent> facts, LandmarkDate landmark) {
    return new Observation(this, facts, landmark).outcome();
  }

  /** What the definition means, a sentence a line, for people. */
  public List<String> words() {
    return OutcomeWords.of(this);
  }
}
