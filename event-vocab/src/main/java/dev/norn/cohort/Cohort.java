package dev.norn.cohort;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.norn.event.FactId;
import dev.norn.event.History;
import dev.norn.event.LifeEvent;
import dev.norn.sequence.Landmark;
import dev.norn.sequence.LandmarkDate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who is eligible, at which landmark, known by when; read from a {@code *.cohort.yaml}.
 *
 * @param name of the cohort
 * @param landmark last day whose facts may be used, included: one for everybody, the first one
 *     where it advances; or each person's own
 * @param advances ISO-8601 period by which a live landmark moves on as register time passes; null
 *     for a landmark that stays, as that of an event does
 * @param knownBy register time up to which facts were known, included; null for everything known
 * @param background the register whose fact occurred at birth
 * @param age at the landmark; null for any
 * @param minimumHistory ISO-8601 period: only people with a fact besides the background so long
 *     before the landmark, or longer; null for any
 * @param absent nobody with such facts up to the landmark
 * @param present only people with each of these facts up to the landmark
 * @param sample a part of all these; null for all of them
 * @param split who trains, validates and tests; {@link Sides} say it of a person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Cohort(
    @JsonProperty("cohort") String name,
    @JsonDeserialize(using = LandmarkDeserializer.class) Landmark landmark,
    String advances,
    String knownBy,
    String background,
    AgeRange age,
    String minimumHistory,
    List<PresenceRule> absent,
    List<PresenceRule> present,
    Sample sample,
    @JsonDeserialize(using = SplitRuleDeserializer.class) SplitRule split) {

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
    Objects.requireNonNull(landmark, "landmark: a day, or the first of some facts, is needed");
    Objects.requireNonNull(split, "split: say how people are divided");
    background = background == null ? "population" : background;
    absent = absent == null ? List.of() : List.copyOf(absent);
    present = present == null ? List.of() : List.copyOf(present);
    if (advances != null) {
      PresenceRule.refuseUnlessPeriod("advances", advances);
      refuseUnlessOneForEverybody(landmark);
    }
    if (minimumHistory != null) {
      PresenceRule.refuseUnlessPeriod("minimum-history", minimumHistory);
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

  private static void refuseUnlessOneForEverybody(Landmark landmark) {
    if (!(landmark instanceof LandmarkDate)) {
      throw new IllegalArgumentException(
          "advances: expected a landmark that is one day, found "
              + landmark.words()
              + ", which no time moves on; take the key out");
    }
  }

  /**
   * The landmarks of a cohort that advances.
   *
   * @return nothing for one that stays
   */
  public Optional<AdvancingLandmark> advancing() {
    return advances == null
        ? Optional.empty()
        : Optional.of(new AdvancingLandmark(landmark.span().latest(), Period.parse(advances)));
  }

  /** The same cohort at another landmark, where it stays. */
  public Cohort at(LandmarkDate other) {
    return new Cohort(
        name,
        other,
        null,
        knownBy,
        background,
        age,
        minimumHistory,
        absent,
        present,
        sample,
        split);
  }

  /** The same cohort, divided otherwise. */
  public Cohort with(SplitRule other) {
    return new Cohort(
        name,
        landmark,
        advances,
        knownBy,
        background,
        age,
        minimumHistory,
        absent,
        present,
        sample,
        other);
  }

  /** Register time up to which facts were known, included; null for everything known. */
  public Instant knownByInstant() {
    return knownBy == null ? null : Instant.parse(knownBy);
  }

  /**
   * The facts a person's inputs may come from: known by, and occurred up to the person's landmark.
   * Of somebody who has none, and so is not eligible, up to the last that anybody may have.
   */
  public List<LifeEvent> inputs(History history) {
    List<LifeEvent> known = history.asKnownBy(knownByInstant());
    LandmarkDate own = landmarkOf(known);
    return known.stream().filter(fact -> own.includes(fact.occurred())).toList();
  }

  /**
   * The landmark of somebody with these inputs, the last that anybody may have where there is none.
   *
   * @param inputs as {@link #inputs} gives them
   */
  public LandmarkDate landmarkOf(List<LifeEvent> inputs) {
    return landmark.dateFor(inputs).orElse(landmark.span().latest());
  }

  /** Facts that occurred up to the landmark, but were not yet known by known-by: no inputs. */
  public List<LifeEvent> lateFacts(History history) {
    if (knownBy == null) {
      return List.of();
    }
    List<LifeEvent> inTime = history.asKnownBy(knownByInstant());
    LandmarkDate own = landmarkOf(inTime);
    Set<FactId> known = inTime.stream().map(LifeEvent::fact).collect(Collectors.toSet());
    return history.asKnownBy(null).stream()
        .filter(fact -> own.includes(fact.occurred()) && !known.contains(fact.fact()))
        .toList();
  }

  /**
   * The first rule that does not keep a person with these inputs, or nothing when the person is
   * eligible.
   *
   * @param inputs as {@link #inputs} gives them
   * @return its place in {@link #rules}
   */
  public OptionalInt removedBy(List<LifeEvent> inputs) {
    List<EligibilityRule> rules = rules();
    return IntStream.range(0, rules.size())
        .filter(place -> !rules.get(place).keeps().test(inputs))
        .findFirst();
  }

  /**
   * Why a person with these inputs is not eligible, or nothing when the person is.
   *
   * @param inputs as {@link #inputs} gives them
   */
  public Optional<Exclusion> exclusion(List<LifeEvent> inputs) {
    OptionalInt removedBy = removedBy(inputs);
    return removedBy.isEmpty()
        ? Optional.empty()
        : Optional.of(rules().get(removedBy.getAsInt()).exclusion());
  }

  /** What makes a person eligible, in the order in which it is asked. */
  public List<EligibilityRule> rules() {
    List<EligibilityRule> rules = new ArrayList<>();
    rules.add(
        new EligibilityRule(
            Exclusion.NO_BACKGROUND,
            () -> "with a fact of " + background,
            () -> "without a fact of " + background,
            inputs -> birth(inputs).isPresent()));
    if (landmark instanceof EventLandmark event) {
      rules.add(event.rule());
    }
    if (age != null) {
      rules.add(
          new EligibilityRule(
              Exclusion.AGE,
              () -> "aged %d to %d on the landmark".formatted(age.from(), age.to()),
              () -> "not aged %d to %d on the landmark".formatted(age.from(), age.to()),
              this::isOfAge));
    }
    if (minimumHistory != null) {
      rules.add(
          new EligibilityRule(
              Exclusion.SHORT_HISTORY,
              () -> "known for %s before the landmark".formatted(PeriodWords.of(minimumHistory)),
              () -> "known for less than %s".formatted(PeriodWords.of(minimumHistory)),
              this::isKnownForLong));
    }
    for (PresenceRule rule : absent) {
      rules.add(
          new EligibilityRule(
              Exclusion.EXCLUDING_FACT,
              () -> "without " + rule.words(),
              () -> "with " + rule.words(),
              inputs -> !rule.holdsFor(inputs, landmarkOf(inputs))));
    }
    for (PresenceRule rule : present) {
      rules.add(
          new EligibilityRule(
              Exclusion.FACT_MISSING,
              () -> "with " + rule.words(),
              () -> "without " + rule.words(),
              inputs -> rule.holdsFor(inputs, landmarkOf(inputs))));
    }
    if (sample != null) {
      rules.add(
          new EligibilityRule(
              Exclusion.NOT_SAMPLED,
              () -> "in the sample of " + sample.share(),
              () -> "outside the sample of " + sample.share(),
              inputs -> sample.holds(inputs.get(0).person())));
    }
    return rules;
  }

  private Optional<LocalDate> birth(List<LifeEvent> inputs) {
    return inputs.stream()
        .filter(fact -> fact.register().equals(background))
        .map(LifeEvent::occurred)
        .findFirst();
  }

  private boolean isOfAge(List<LifeEvent> inputs) {
    int years = Period.between(birth(inputs).orElseThrow(), landmarkOf(inputs).date()).getYears();
    return years >= age.from() && years <= age.to();
  }

  private boolean isKnownForLong(List<LifeEvent> inputs) {
    LocalDate latest = landmarkOf(inputs).date().minus(Period.parse(minimumHistory));
    LocalDate birth = birth(inputs).orElseThrow();
    return inputs.stream()
        .filter(fact -> !fact.register().equals(background) && !fact.occurred().isAfter(latest))
        // What is true of a whole life is dated before it, and no history.
        .anyMatch(fact -> !fact.occurred().isBefore(birth));
  }

  /**
   * The kin that a person's facts name, as known by known-by and whenever they occurred; each once,
   * in order.
   */
  public List<KinLink> kin(History history) {
    return history.asKnownBy(knownByInstant()).stream()
        .flatMap(fact -> fact.kin().entrySet().stream())
        .map(each -> new KinLink(each.getKey(), each.getValue()))
        .distinct()
        .sorted()
        .toList();
  }

  /** Why a person is not in the cohort. */
  public enum Exclusion {
    NO_BACKGROUND,
    NO_LANDMARK,
    AGE,
    SHORT_HISTORY,
    EXCLUDING_FACT,
    FACT_MISSING,
    NOT_SAMPLED
  }
}
