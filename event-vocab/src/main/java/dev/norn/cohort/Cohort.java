package dev.norn.cohort;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import dev.norn.sequence.LandmarkDate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is eligible, at which landmark, known by when; read from a {@code *.cohort.yaml}.
 *
 * @param name of the cohort
 * @param landmark last day whose facts may be used, included; the first one, where it advances
 * @param advances ISO-8601 period by which a live landmark moves on as register time passes; null
 *     for a landmark that stays
 * @param knownBy register time up to which facts were known, included; null for everything known
 * @param background the register whose fact occurred at birth
 * @param age at the landmark; null for any
 * @param absent nobody with such a fact up to the landmark
 * @param present only people with each of these facts up to the landmark
 * @param split who trains, validates and tests
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cohort(
    @JsonProperty("cohort") String name,
    LandmarkDate landmark,
    String advances,
    String knownBy,
    String background,
    AgeRange age,
    List<FactRule> absent,
    List<FactRule> present,
    SplitRule split) {

  /** Whole years at the landmark, both ends included. */
  public record AgeRange(int from, int to) {
    public AgeRange {
      if (from < 0 || to < from) {
        throw new IllegalArgumentException("age: from " + from + " to " + to + " is no range");
      }
    }
  }

  public Cohort {
    Objects.requireNonNull(name, "cohort: the name is missing");
    Objects.requireNonNull(landmark, "landmark: a date is needed");
    Objects.requireNonNull(split, "split: say how people are divided");
    background = background == null ? "population" : background;
    absent = absent == null ? List.of() : List.copyOf(absent);
    present = present == null ? List.of() : List.copyOf(present);
    if (advances != null) {
      refuseUnlessForward(advances);
    }
    if (knownBy != null) {
      refuseUnlessInstant(knownBy);
    }
  }

  private static void refuseUnlessInstant(String knownBy) {
    try {
      Instant.parse(knownBy);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "known-by: '" + knownBy + "' is not an instant; write it as 2020-01-31T12:00:00Z", e);
    }
  }

  private static void refuseUnlessForward(String advances) {
    try {
      Period period = Period.parse(advances);
      if (!period.isNegative() && !period.isZero()) {
        return;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "advances: '" + advances + "' is no period ahead; write one month as P1M, a year as P1Y");
  }

  /**
   * The landmarks of a cohort that advances.
   *
   * @return nothing for one that stays
   */
  public Optional<AdvancingLandmark> advancing() {
    return advances == null
        ? Optional.empty()
        : Optional.of(new AdvancingLandmark(landmark, Period.parse(advances)));
  }

  /** The same cohort at another landmark, where it stays. */
  public Cohort at(LandmarkDate other) {
    return new Cohort(name, other, null, knownBy, background, age, absent, present, split);
  }

  /** Register time up to which facts were known, included; null for everything known. */
  public Instant knownByInstant() {
    return knownBy == null ? null : Instant.parse(knownBy);
  }

  /** The facts this cohort's inputs may come from: known by, and occurred up to the landmark. */
  public List<LifeEvent> inputs(History history) {
    return history.asKnownBy(knownByInstant()).stream()
        .filter(fact -> landmark.includes(fact.occurred()))
        .toList();
  }

  /**
   * Why a person with these inputs is not eligible, or nothing when the person is.
   *
   * @param inputs as {@link #inputs} gives them
   */
  public Optional<Exclusion> exclusion(List<LifeEvent> inputs) {
    Optional<LocalDate> birth =
        inputs.stream()
            .filter(fact -> fact.register().equals(background))
            .map(LifeEvent::occurred)
            .findFirst();
    if (birth.isEmpty()) {
      return Optional.of(Exclusion.NO_BACKGROUND);
    }
    int years = Period.between(birth.get(), landmark.date()).getYears();
    if (age != null && (years < age.from() || years > age.to())) {
      return Optional.of(Exclusion.AGE);
    }
    if (absent.stream().anyMatch(rule -> inputs.stream().anyMatch(rule::matches))) {
      return Optional.of(Exclusion.EXCLUDING_FACT);
    }
    if (!present.stream().allMatch(rule -> inputs.stream().anyMatch(rule::matches))) {
      return Optional.of(Exclusion.FACT_MISSING);
    }
    return Optional.empty();
  }

  public Split split(PersonId person, List<LifeEvent> inputs) {
    return split.of(person.value(), inputs);
  }

  /** Why a person is not in the cohort. */
  public enum Exclusion {
    NO_BACKGROUND,
    AGE,
    EXCLUDING_FACT,
    FACT_MISSING
  }
}
