package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.Sex;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** Adds up, for one community, what the hazards promised and what happened. */
final class Ledger implements HazardWitness, Chronicle {

  /** Hazard times years, and outcomes, by outcome. */
  static final class Sums {
    final Map<Outcome, double[]> expected = new EnumMap<>(Outcome.class);
    final Map<Outcome, int[]> happened = new EnumMap<>(Outcome.class);

    Sums() {
      for (Outcome outcome : Outcome.ALL) {
        expected.put(outcome, new double[1]);
        happened.put(outcome, new int[1]);
      }
    }

    double expected(Outcome outcome) {
      return expected.get(outcome)[0];
    }

    int happened(Outcome outcome) {
      return happened.get(outcome)[0];
    }

    void add(Sums others) {
      for (Outcome outcome : Outcome.ALL) {
        expected.get(outcome)[0] += others.expected(outcome);
        happened.get(outcome)[0] += others.happened(outcome);
      }
    }
  }

  record Group(Sex sex, int age) {}

  record Stretch(double from, double to) {}

  final Map<Group, Sums> byGroup = new HashMap<>();
  final Map<Integer, List<Stretch>> stretches = new HashMap<>();
  final Map<Integer, Integer> entries = new HashMap<>();
  final Map<Integer, Integer> exits = new HashMap<>();
  private final Map<Integer, Group> groups = new HashMap<>();

  @Override
  public void stretch(Person person, double from, double to) {
    // The group of a whole stretch is known when it begins, as the hazards are.
    Group group = new Group(person.sex(), person.age(from));
    groups.put(person.number(), group);
    Sums sums = byGroup.computeIfAbsent(group, any -> new Sums());
    for (Outcome outcome : Outcome.ALL) {
      sums.expected.get(outcome)[0] += person.hazard(outcome) * (to - from) / Days.YEAR;
    }
    stretches.computeIfAbsent(person.number(), any -> new ArrayList<>()).add(new Stretch(from, to));
  }

  @Override
  public void outcome(Person person, Outcome outcome, double time) {
    byGroup.get(groups.get(person.number())).happened.get(outcome)[0]++;
  }

  @Override
  public void entered(Person person, Entry how, int day) {
    entries.put(person.number(), day);
  }

  @Override
  public void died(Person person, int day, int cause) {
    exits.put(person.number(), day);
  }

  @Override
  public void emigrated(Person person, int day, int destination) {
    exits.put(person.number(), day);
  }

  Sums sums(Sex sex, IntPredicate ages) {
    Sums all = new Sums();
    byGroup.forEach(
        (group, sums) -> {
          if (group.sex() == sex && ages.test(group.age())) {
            all.add(sums);
          }
        });
    return all;
  }
}
