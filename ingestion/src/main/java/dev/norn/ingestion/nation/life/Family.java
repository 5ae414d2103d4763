package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.Effects;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Planted;
import dev.norn.ingestion.nation.parameters.Sex;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Couples, children, and what becomes of a household when one of it leaves. */
final class Family implements LifeProcess {
  private static final int ADULT = 18;

  private final Parameters.Family parameters;
  private final Effects effects;
  private final Residence residence;

  Family(Parameters.Family parameters, Effects effects, Residence residence) {
    this.parameters = parameters;
    this.effects = effects;
    this.residence = residence;
  }

  @Override
  public void rate(Person person, Community community, double[] rates) {
    int age = person.age(community.now());
    Person partner = community.partner(person);
    if (partner == null) {
      rates[Risk.PAIRING.ordinal()] = age < 17 ? 0 : parameters.pairing().at(age);
    } else {
      int mean = (age + partner.age(community.now())) / 2;
      if (person.civil == Civil.G) {
        rates[Risk.DISSOLUTION.ordinal()] =
            parameters.divorce().at(mean)
                * parameters.divorcePeriod().at(community.year())
                * parting(person, partner, community)
                / 2;
      } else {
        rates[Risk.DISSOLUTION.ordinal()] =
            parameters.separation().at(mean) * parting(person, partner, community) / 2;
        rates[Risk.MARRIAGE.ordinal()] =
            parameters.marriage().at(mean) * parameters.marriagePeriod().at(community.year()) / 2;
      }
    }
    if (person.sex == Sex.F && age >= 15) {
      rates[Risk.BIRTH.ordinal()] = birth(person, age, community);
    }
  }

  private double parting(Person person, Person partner, Community community) {
    double now = community.now();
    double factor =
        Math.max(
            effects.since(Planted.JOB_LOSS_SEPARATION, person.jobLost, now),
            effects.since(Planted.JOB_LOSS_SEPARATION, partner.jobLost, now));
    double youngest = Math.max(person.youngestBorn, partner.youngestBorn);
    return now - youngest < 7 * Days.YEAR
        ? factor * parameters.partingWithChildUnder7Factor()
        : factor;
  }

  private double birth(Person person, int age, Community community) {
    if (community.now() - person.youngestBorn < parameters.monthsBetweenBirths() * 30.4) {
      return 0;
    }
    int year = community.year();
    int shifted = (int) Math.round(age + parameters.birthPeriodYounger().at(year));
    double[] byChildren = parameters.birthByChildren();
    return parameters.birthByAge().at(shifted)
        * parameters.birthPeriod().at(year)
        * circumstances(person)
        * byChildren[Math.min(person.childCount, byChildren.length - 1)];
  }

  private double circumstances(Person person) {
    if (person.partner == Person.NONE) {
      return parameters.birthUnpairedFactor();
    }
    return person.civil == Civil.G
        ? parameters.birthMarriedFactor()
        : parameters.birthCohabitingFactor();
  }

  @Override
  public Reach happen(Risk risk, Person person, Community community) {
    switch (risk) {
      case PAIRING -> pair(person, community);
      case MARRIAGE -> marry(person, community.partner(person), community);
      case DISSOLUTION -> part(person, community.partner(person), community);
      case BIRTH -> giveBirth(person, community);
      default -> throw new IllegalArgumentException(risk.name());
    }
    return Reach.COUPLE;
  }

  private void pair(Person person, Community community) {
    Person partner = match(person, community);
    if (partner == null) {
      return;
    }
    person.partner = partner.number;
    partner.partner = person.number;
    residence.moveTogether(person, partner, community);
  }

  /** One of the unpaired, the likelier the better the ages fit; null where there is nobody. */
  private Person match(Person person, Community community) {
    Draws draws = community.draws();
    boolean same = draws.chance(parameters.pairingSameSex());
    List<Person> people = community.people();
    double[] weights = new double[people.size()];
    double total = 0;
    for (Person other : people) {
      if (other.isHere()
          && other.partner == Person.NONE
          && other != person
          && same == (other.sex == person.sex)
          && !areCloseKin(person, other)) {
        double weight = fit(person, other, community.now());
        weights[other.number] = weight;
        total += weight;
      }
    }
    // Below this nobody is of a fitting age, and the person goes on looking.
    return total < 0.02 ? null : people.get(draws.inProportion(weights, total));
  }

  private double fit(Person person, Person other, double now) {
    int age = other.age(now);
    if (age < 17) {
      return 0;
    }
    double older = (other.birth - person.birth) / Days.YEAR * (person.sex == Sex.M ? 1 : -1);
    Parameters.AgeDifference difference = parameters.partnerAgeDifference();
    double mean = person.sex == other.sex ? 0 : difference.mean();
    double spread = difference.spread() * (1 + Math.max(0, person.age(now) - 35) / 30.0);
    double off = (older - mean) / spread;
    return off * off > 16 ? 0 : StrictMath.exp(-off * off / 2) * parameters.pairing().at(age);
  }

  private static boolean areCloseKin(Person one, Person other) {
    boolean parent =
        one.mother == other.number
            || one.father == other.number
            || other.mother == one.number
            || other.father == one.number;
    boolean sibling =
        (one.mother != Person.NONE && one.mother == other.mother)
            || (one.father != Person.NONE && one.father == other.father);
    return parent || sibling;
  }

  private void marry(Person person, Person partner, Community community) {
    person.civil = Civil.G;
    partner.civil = Civil.G;
    for (Person one : List.of(person, partner)) {
      one.marriages++;
      one.married = community.now();
    }
    int day = Days.day(community.now());
    community.chronicle().family(person, FamilyEvent.MARRIAGE, partner, day);
    community.chronicle().family(partner, FamilyEvent.MARRIAGE, person, day);
    if (community.draws().chance(effects.of(Planted.SAME_DAY).share())) {
      residence.moveHousehold(person, community);
    }
  }

  private void part(Person person, Person partner, Community community) {
    boolean married = person.civil == Civil.G;
    person.partner = Person.NONE;
    partner.partner = Person.NONE;
    if (married) {
      divorced(person, partner, community);
      divorced(partner, person, community);
    }
    Person mover = person.sex == Sex.M || partner.sex == Sex.F ? person : partner;
    residence.moveOut(mover, ownChildren(mover, community), community);
    community.touch(partner);
  }

  /** Those under 18 at home who have no other parent there. */
  private static List<Person> ownChildren(Person parent, Community community) {
    return IntStream.range(0, parent.childCount)
        .mapToObj(i -> community.person(parent.children[i]))
        .filter(child -> isMinorWith(child, parent, community))
        .filter(child -> !livesWithOther(child, parent, community))
        .toList();
  }

  private static boolean livesWithOther(Person child, Person parent, Community community) {
    int other = child.mother == parent.number ? child.father : child.mother;
    return other != Person.NONE
        && community.person(other).isHere()
        && community.person(other).household == child.household;
  }

  private void divorced(Person person, Person from, Community community) {
    double now = community.now();
    person.civil = Civil.F;
    person.divorced = now;
    noteLossWithDivorce(person, now, effects);
    community.chronicle().family(person, FamilyEvent.DIVORCE, from, Days.day(now));
    community.tell(Outcome.DIVORCE, person);
  }

  /** To be called when a job was lost or a marriage ended just now. */
  static void noteLossWithDivorce(Person person, double now, Effects effects) {
    int days = effects.of(Planted.LOSS_WITH_DIVORCE).days();
    if (now - person.jobLost < days && now - person.divorced < days) {
      person.lossWithDivorce = now;
    }
  }

  private void giveBirth(Person mother, Community community) {
    Person partner = community.partner(mother);
    Person father = partner != null && partner.sex == Sex.M ? partner : null;
    int children = community.draws().chance(parameters.twins()) ? 2 : 1;
    for (int i = 0; i < children; i++) {
      addChild(mother, father, community);
    }
    community.laws.health.deliver(mother, community);
  }

  private void addChild(Person mother, Person father, Community community) {
    int day = Days.day(community.now());
    Person child = community.laws.population.born(mother, father, community);
    community.chronicle().family(mother, FamilyEvent.BIRTH, child, day);
    if (father != null) {
      community.chronicle().family(father, FamilyEvent.BIRTH, child, day);
    }
    community.touch(child);
  }

  /** Ends the couple of one who has died, and finds their young children a home. */
  void bereave(Person dead, Community community) {
    Person partner = community.partner(dead);
    dead.partner = Person.NONE;
    if (partner != null) {
      partner.partner = Person.NONE;
      partner.partnerDied = community.now();
      if (partner.civil == Civil.G) {
        partner.civil = Civil.E;
        int day = Days.day(community.now());
        community.chronicle().family(partner, FamilyEvent.WIDOWED, dead, day);
      }
      community.touch(partner);
    }
    for (int i = 0; i < dead.childCount; i++) {
      Person child = community.person(dead.children[i]);
      if (isMinorWith(child, dead, community) && grownUp(child, community) == null) {
        residence.takeIn(child, guardian(child, dead, community), community);
      }
    }
  }

  private static boolean isMinorWith(Person child, Person adult, Community community) {
    return child.isHere()
        && child.household == adult.household
        && child.age(community.now()) < ADULT;
  }

  /** A parent who lives with the child, or null. */
  private static Person grownUp(Person child, Community community) {
    for (int parent : new int[] {child.mother, child.father}) {
      if (parent != Person.NONE) {
        Person adult = community.person(parent);
        if (adult.isHere() && adult.household == child.household) {
          return adult;
        }
      }
    }
    return null;
  }

  /** The other parent, else a grandparent on the dead parent's side, else the child itself. */
  private static Person guardian(Person child, Person dead, Community community) {
    int other = child.mother == dead.number ? child.father : child.mother;
    for (int relative : new int[] {other, dead.mother, dead.father}) {
      if (relative != Person.NONE && community.person(relative).isHere()) {
        return community.person(relative);
      }
    }
    return child;
  }

  /** The person, their partner, and the children under 18 of either who live with them. */
  List<Person> leavingTogether(Person person, Community community) {
    List<Person> leaving = new ArrayList<>(List.of(person));
    Person partner = community.partner(person);
    if (partner != null) {
      leaving.add(partner);
    }
    // It grows: a child may have a child.
    for (int next = 0; next < leaving.size(); next++) {
      Person adult = leaving.get(next);
      for (int i = 0; i < adult.childCount; i++) {
        Person child = community.person(adult.children[i]);
        if (isMinorWith(child, adult, community)
            && child.partner == Person.NONE
            && !leaving.contains(child)) {
          leaving.add(child);
        }
      }
    }
    return leaving;
  }
}
