package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.Effect;
import dev.norn.ingestion.nation.parameters.Effects;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Parameters.GroupFactors;
import dev.norn.ingestion.nation.parameters.Planted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One community in 2010, in which a claim gives somebody a past and asks for the hazards. */
final class Town {
  private static final Parameters PARAMETERS;
  private static final CodeLists CODES;
  private static final Map<Set<Planted>, Laws> LAWS = new HashMap<>();

  static {
    try {
      PARAMETERS = Parameters.shipped();
      CODES = CodeLists.shipped();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final Community community;

  Town(Planted... off) {
    community = Community.founded(laws(off), 1, 0, 250, 2010);
    community.open(Chronicle.NOBODY, HazardWitness.NOBODY);
  }

  static Laws laws(Planted... off) {
    return LAWS.computeIfAbsent(
        Set.of(off), without -> new Laws(PARAMETERS, new Effects(PARAMETERS, without), CODES));
  }

  static Effect stated(Planted planted) {
    return PARAMETERS.effects().get(planted.label());
  }

  static int diagnosis(String code) {
    return CODES.diagnosis(code);
  }

  /** Ordinary hazard of a grown-up's first contacts with the codes, all circumstances counted. */
  static double firstContacts(Person person, double now, String... codes) {
    return Arrays.stream(codes)
            .map(code -> CODES.diagnoses().get(diagnosis(code)))
            .mapToDouble(
                code ->
                    code.hazard(person.sex, person.age(now)) * circumstances(person, code.group()))
            .sum()
        * PARAMETERS.health().contactsFactor();
  }

  static GroupFactors circumstancesOf(String code) {
    return PARAMETERS.health().groups().get(CODES.diagnoses().get(diagnosis(code)).group());
  }

  private static double circumstances(Person person, String group) {
    GroupFactors factors = PARAMETERS.health().groups().get(group);
    return (person.quintile == 0 ? factors.lowestIncomes() : 1)
        * (person.level <= 2 ? factors.lowestLevel() : 1)
        * (person.civil == Civil.F ? factors.divorced() : 1);
  }

  double now() {
    return community.now();
  }

  double daysAgo(double days) {
    return now() - days;
  }

  /** A copy of somebody in the country, of whom no loss, illness or parting is remembered. */
  Person someone(Predicate<Person> who) {
    Person person =
        community.people().stream()
            .filter(Person::isHere)
            .filter(who)
            .findFirst()
            .orElseThrow()
            .copy();
    person.jobLost = Days.LONG_AGO;
    person.divorced = Days.LONG_AGO;
    person.partnerDied = Days.LONG_AGO;
    person.lossWithDivorce = Days.LONG_AGO;
    person.placedInCare = Days.LONG_AGO;
    person.firstDepression = Days.NEVER;
    person.painCameFirst = false;
    person.painThenDepression = Days.LONG_AGO;
    Arrays.fill(person.marked, Days.LONG_AGO);
    person.illnessCount = 0;
    person.stayDiagnosis = Person.NONE;
    person.stayUntil = Days.NEVER;
    return person;
  }

  Person adult(int from, int to, Predicate<Person> who) {
    return someone(p -> p.age(now()) >= from && p.age(now()) <= to && who.test(p));
  }

  double hazard(Person person, Risk risk, Planted... off) {
    Person asked = person.copy();
    Arrays.fill(asked.rates, 0);
    asked.rated = now();
    laws(off).rate(asked, community);
    return asked.rates[risk.ordinal()];
  }

  /** By what the hazard is multiplied when the same person has the past. */
  double raised(Person person, Risk risk, Consumer<Person> past, Planted... off) {
    Person marked = person.copy();
    past.accept(marked);
    return hazard(marked, risk, off) / hazard(person, risk, off);
  }

  /** By what the effect multiplies the hazard of the person as they are. */
  double factor(Person person, Risk risk, Planted effect) {
    return hazard(person, risk) / hazard(person, risk, effect);
  }

  /** Lets the person be seen for an illness, which they may have had before. */
  void contact(Person person, String code) {
    person.illnessCount = 0;
    person.addIllness(diagnosis(code), now());
    person.rated = now();
    laws().happen(Risk.REPEAT, person, community);
    person.stayDiagnosis = Person.NONE;
    person.stayUntil = Days.NEVER;
  }
}
