package dev.norn.ingestion.nation.truth;

import dev.norn.ingestion.nation.life.Chronicle;
import dev.norn.ingestion.nation.life.Community;
import dev.norn.ingestion.nation.life.Days;
import dev.norn.ingestion.nation.life.HazardWitness;
import dev.norn.ingestion.nation.life.Outcome;
import dev.norn.ingestion.nation.life.Person;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was true at a landmark, and what then became of people: who knows both is the oracle. */
public final class LandmarkTruth {

  /**
   * One person and outcome, known because the person did not emigrate before it.
   *
   * @param atRisk on the landmark, see {@link Community#isAtRisk}
   * @param probability true at the landmark, given that it becomes known
   * @param happened within the horizon
   */
  public record Case(Outcome outcome, boolean atRisk, double probability, boolean happened) {}

  private LandmarkTruth() {}

  /**
   * Lives a community from the first day of the registers to the end of the horizon.
   *
   * @param landmark day after the last one that may be known, since 1970-01-01
   * @param futures to find the probabilities with
   * @param years of the horizon
   * @param from youngest age at the landmark, included; {@code to} the oldest
   */
  public static List<Case> of(
      Community community, long seed, int landmark, int futures, int years, int from, int to) {
    Course course = new Course();
    community.open(Chronicle.NOBODY, course);
    community.runTo(landmark);
    Futures lived = Futures.of(community, seed, futures, years);
    Map<Outcome, Set<Person>> atRisk = new EnumMap<>(Outcome.class);
    List<Person> cohort =
        community.people().stream()
            .filter(Person::isHere)
            .filter(p -> p.age(landmark) >= from && p.age(landmark) <= to)
            .toList();
    for (Outcome outcome : Outcome.ALL) {
      atRisk.put(
          outcome,
          cohort.stream().filter(p -> community.isAtRisk(p, outcome)).collect(Collectors.toSet()));
    }
    course.forget();
    community.runTo(landmark + years * Days.YEAR);
    List<Case> cases = new ArrayList<>();
    for (Person person : cohort) {
      for (Outcome outcome : Outcome.values()) {
        if (course.isKnown(person, outcome)) {
          double probability = lived.probabilityIfKnown(person, outcome);
          boolean happened = course.first(person, outcome) < Days.NEVER;
          boolean exposed = atRisk.get(outcome).contains(person);
          cases.add(new Case(outcome, exposed, probability, happened));
        }
      }
    }
    return cases;
  }

  /** When each outcome happened first. */
  private static final class Course implements HazardWitness {
    private final Map<Outcome, Map<Person, Double>> firsts = new EnumMap<>(Outcome.class);

    Course() {
      forget();
    }

    void forget() {
      for (Outcome outcome : Outcome.values()) {
        firsts.put(outcome, new HashMap<>());
      }
    }

    @Override
    public void stretch(Person person, double from, double to) {}

    @Override
    public void outcome(Person person, Outcome outcome, double time) {
      firsts.get(outcome).putIfAbsent(person, time);
    }

    double first(Person person, Outcome outcome) {
      return firsts.get(outcome).getOrDefault(person, Days.NEVER);
    }

    boolean isKnown(Person person, Outcome outcome) {
      double left = first(person, Outcome.EMIGRATION);
      return left == Days.NEVER || outcome == Outcome.EMIGRATION || first(person, outcome) < left;
    }
  }
}
