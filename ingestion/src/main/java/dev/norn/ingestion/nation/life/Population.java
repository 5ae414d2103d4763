package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.CodeLists.Country;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Planted;
import dev.norn.ingestion.nation.parameters.Sex;
import dev.norn.ingestion.nation.parameters.Weighted;
import java.util.List;

/** Who belongs to a community: those it is founded by, those born into it, those who arrive. */
final class Population {
  private static final int OLDEST = 100;

  private final Laws laws;
  private final Parameters parameters;
  private final Weighted founderAges;
  private final Weighted arrivalAges;
  private final Weighted abroad;
  private final int home;

  Population(Laws laws) {
    this.laws = laws;
    parameters = laws.parameters;
    founderAges = Weighted.of(OLDEST, parameters.community().founderAges()::at);
    arrivalAges = Weighted.of(OLDEST, parameters.immigration().ages()::at);
    List<Country> countries = laws.codes.countries();
    int heaviest = 0;
    for (int i = 0; i < countries.size(); i++) {
      heaviest = countries.get(i).weight() > countries.get(heaviest).weight() ? i : heaviest;
    }
    home = heaviest;
    abroad = Weighted.of(countries.size(), i -> i == home ? 0 : countries.get(i).weight());
  }

  /** Place of the country that the nation is. */
  int home() {
    return home;
  }

  void found(Community community, double residents) {
    Draws draws = community.draws();
    double expected = residents * parameters.community().foundersPerResident();
    int founders = (int) expected + (draws.chance(expected - (int) expected) ? 1 : 0);
    for (int i = 0; i < founders; i++) {
      int age = founderAges.draw(draws.uniform());
      Person founder = person(community, home, age, Person.NONE, Person.NONE);
      community.add(founder);
      community.admit(founder, Entry.PRESENT);
      settle(founder, community);
      laws.labour.found(founder, community);
    }
  }

  /** A child of the mother, born now; in the community from now on. */
  Person born(Person mother, int father, Community community) {
    Draws draws = community.draws();
    Person child =
        new Person(
            community.people().size(),
            community.newId(),
            sex(draws),
            Days.day(community.now()),
            home,
            mother.number,
            father,
            smokes(draws),
            laws.illnesses.markers());
    child.municipality = mother.municipality;
    child.household = mother.household;
    laws.education.plan(child, community);
    community.add(child);
    community.admit(child, Entry.BORN);
    return child;
  }

  /** Draws who comes during the year that has begun. */
  void planArrivals(Community community) {
    Draws draws = community.draws();
    double rate = parameters.immigration().perResident().at(community.year());
    int arrivals = draws.count(rate * community.living());
    for (int i = 0; i < arrivals; i++) {
      int age = arrivalAges.draw(draws.uniform());
      int country = abroad.draw(draws.uniform());
      Person newcomer = person(community, country, age, Person.NONE, Person.NONE);
      newcomer.arrival = community.now() + draws.uniform() * 365;
      community.add(newcomer);
    }
  }

  void arrive(Person person, Community community) {
    settle(person, community);
    laws.labour.arrive(person, community);
    community.admit(person, Entry.ARRIVED);
  }

  private Person person(Community community, int country, int age, int mother, int father) {
    Draws draws = community.draws();
    return new Person(
        community.people().size(),
        community.newId(),
        sex(draws),
        Days.day(community.now() - (age + draws.uniform()) * Days.YEAR),
        country,
        mother,
        father,
        smokes(draws),
        laws.illnesses.markers());
  }

  private void settle(Person person, Community community) {
    laws.residence.settleNew(person, community);
    laws.education.plan(person, community);
    laws.education.catchUp(person, community);
  }

  private Sex sex(Draws draws) {
    return draws.chance(parameters.community().men()) ? Sex.M : Sex.F;
  }

  private boolean smokes(Draws draws) {
    return draws.chance(laws.effects.of(Planted.SMOKING).share());
  }
}
