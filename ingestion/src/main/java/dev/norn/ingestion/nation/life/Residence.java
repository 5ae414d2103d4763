package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.CodeLists.Municipality;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Weighted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where people live and with whom. A person has one home; a household moves as one. */
final class Residence implements LifeProcess {

  private final Parameters.Residence parameters;
  private final List<Municipality> municipalities;
  private final Weighted everywhere;
  private final Map<String, Weighted> byRegion = new HashMap<>();

  Residence(Parameters.Residence parameters, List<Municipality> municipalities) {
    this.parameters = parameters;
    this.municipalities = municipalities;
    everywhere = Weighted.of(municipalities.size(), i -> municipalities.get(i).people());
    for (Municipality municipality : municipalities) {
      byRegion.computeIfAbsent(municipality.region(), this::within);
    }
  }

  private Weighted within(String region) {
    return Weighted.of(
        municipalities.size(),
        i -> municipalities.get(i).region().equals(region) ? municipalities.get(i).people() : 0);
  }

  @Override
  public void rate(Person person, Community community, double[] rates) {
    int age = person.age(community.now());
    if (age < 17) {
      return;
    }
    if (person.partner == Person.NONE && livesWithParent(person, community)) {
      rates[Risk.LEAVING_HOME.ordinal()] = community.laws.parameters.family().leavingHome().at(age);
      return;
    }
    Person partner = community.partner(person);
    int mean = partner == null ? age : (age + partner.age(community.now())) / 2;
    double hazard = parameters.moving().at(mean);
    rates[Risk.MOVE.ordinal()] =
        (person.work == Work.STUDENT ? parameters.studentFactor() : 1)
            * (partner == null ? hazard : hazard / 2);
  }

  static boolean livesWithParent(Person person, Community community) {
    return sharesHome(person, person.mother, community)
        || sharesHome(person, person.father, community);
  }

  private static boolean sharesHome(Person person, int other, Community community) {
    return other != Person.NONE
        && community.person(other).isHere()
        && community.person(other).household == person.household;
  }

  @Override
  public Reach happen(Risk risk, Person person, Community community) {
    if (risk == Risk.LEAVING_HOME) {
      moveOut(person, List.of(), community);
    } else {
      moveHousehold(person, community);
    }
    return Reach.PERSON;
  }

  void settleNew(Person person, Community community) {
    person.household = community.newHousehold();
    person.municipality = everywhere.draw(community.draws().uniform());
  }

  /** Begins where another lives. */
  void join(Person person, Person host) {
    person.household = host.household;
    person.municipality = host.municipality;
  }

  /** Into a home of their own, with those who come along. */
  void moveOut(Person person, List<Person> with, Community community) {
    List<Person> movers = new ArrayList<>(with);
    movers.add(0, person);
    move(movers, community.newHousehold(), destination(person, community), community);
  }

  /**
   * With everybody of the household who belongs to the person, into another home. A partner who
   * could not join on the day of pairing, having moved already, joins now.
   */
  void moveHousehold(Person person, Community community) {
    List<Person> movers = members(person, community);
    Person partner = community.partner(person);
    if (partner != null && !movers.contains(partner)) {
      movers.add(partner);
    }
    move(movers, community.newHousehold(), destination(person, community), community);
  }

  /** A new couple takes the home of one that has a home of their own, else a new one. */
  void moveTogether(Person one, Person other, Community community) {
    boolean oneHasHome = !livesWithParent(one, community);
    boolean otherHasHome = !livesWithParent(other, community);
    if (oneHasHome || otherHasHome) {
      boolean toOne = oneHasHome && (!otherHasHome || one.childCount >= other.childCount);
      Person host = toOne ? one : other;
      Person guest = toOne ? other : one;
      List<Person> movers =
          livesWithParent(guest, community) ? List.of(guest) : members(guest, community);
      move(movers, host.household, host.municipality, community);
    } else {
      List<Person> both = List.of(one, other);
      move(both, community.newHousehold(), destination(one, community), community);
    }
  }

  /** A child comes to live with a relative. */
  void takeIn(Person child, Person relative, Community community) {
    if (relative != child) {
      move(List.of(child), relative.household, relative.municipality, community);
    }
  }

  private List<Person> members(Person person, Community community) {
    List<Person> members = new ArrayList<>(List.of(person));
    Person partner = community.partner(person);
    if (partner != null && partner.household == person.household) {
      members.add(partner);
    }
    for (Person adult : List.copyOf(members)) {
      for (int i = 0; i < adult.childCount; i++) {
        Person child = community.person(adult.children[i]);
        if (child.isHere()
            && child.household == adult.household
            && child.partner == Person.NONE
            && !members.contains(child)) {
          members.add(child);
        }
      }
    }
    return members;
  }

  private void move(List<Person> movers, int household, int municipality, Community community) {
    double now = community.now();
    for (Person mover : movers) {
      // Nobody moves twice on one day: there would be two main residences.
      if (Days.day(mover.moved) != Days.day(now)) {
        mover.household = household;
        mover.municipality = municipality;
        mover.moved = now;
        community.chronicle().moved(mover, MoveKind.MOVE, Days.day(now));
      }
    }
  }

  private int destination(Person person, Community community) {
    Draws draws = community.draws();
    double how = draws.uniform();
    if (how < parameters.withinMunicipality()) {
      return person.municipality;
    }
    boolean near = how < parameters.withinMunicipality() + parameters.withinRegion();
    Weighted choices =
        near ? byRegion.get(municipalities.get(person.municipality).region()) : everywhere;
    return choices.draw(draws.uniform());
  }
}
