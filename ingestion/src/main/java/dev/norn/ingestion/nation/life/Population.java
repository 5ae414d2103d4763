package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.CodeLists.Country;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Planted;
import dev.norn.ingestion.nation.parameters.Sex;
import dev.norn.ingestion.nation.parameters.Weighted;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Who belongs to a community: those it is founded by, those born into it, those who arrive. */
final class Population {
  private static final int OLDEST = 100;
  private static final int ADULT = 18;

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
    arrivalAges =
        Weighted.of(OLDEST, age -> age < ADULT ? 0 : parameters.immigration().ages().at(age));
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
      double age = founderAges.draw(draws.uniform()) + draws.uniform();
      Person founder = add(community, sex(draws), age, home, null, null);
      laws.residence.settleNew(founder, community);
      learn(founder, community);
      community.admit(List.of(founder), Entry.PRESENT);
      laws.labour.found(founder, community);
    }
  }

  /**
   * A child born now; in the community from now on.
   *
   * @param father null where there is none to name
   */
  Person born(Person mother, Person father, Community community) {
    Person child = add(community, sex(community.draws()), 0, home, mother, father);
    laws.residence.join(child, mother);
    laws.education.plan(child, community);
    community.admit(List.of(child), Entry.BORN);
    return child;
  }

  /** Draws who comes during the year that has begun. */
  void planArrivals(Community community) {
    Draws draws = community.draws();
    double people = parameters.immigration().perResident().at(community.year());
    int parties = draws.count(people * community.living() / parameters.immigration().partySize());
    for (int i = 0; i < parties; i++) {
      Person first = planParty(community);
      first.party = community.people().size() - first.number;
      community.expect(first, community.now() + draws.uniform() * 365);
    }
  }

  /** One who comes alone or with a spouse and children, who are next in number. */
  private Person planParty(Community community) {
    Draws draws = community.draws();
    Parameters.Immigration immigration = parameters.immigration();
    int country = abroad.draw(draws.uniform());
    double age = arrivalAges.draw(draws.uniform()) + draws.uniform();
    Person first = add(community, sex(draws), age, country, null, null);
    double mean = immigration.childrenOfSingle();
    Person second = null;
    if (draws.chance(immigration.withPartner())) {
      second = spouse(first, age, community);
      mean = immigration.childrenOfCouple();
    }
    Person mother = first.sex == Sex.F ? first : second;
    Person father = first.sex == Sex.M ? first : second;
    int youngestParent = Math.max(first.birth, second == null ? first.birth : second.birth);
    double oldestChild = (community.now() - youngestParent) / Days.YEAR - ADULT;
    int children = oldestChild > 0 ? draws.count(mean) : 0;
    for (int i = 0; i < children; i++) {
      double childAge = Math.min(ADULT - 1, oldestChild) * draws.uniform();
      add(community, sex(draws), childAge, country, mother, father);
    }
    return first;
  }

  private Person spouse(Person first, double age, Community community) {
    Sex sex = first.sex == Sex.F ? Sex.M : Sex.F;
    double spread = parameters.family().partnerAgeDifference().spread();
    double own = Math.max(ADULT, age + spread * community.draws().normal());
    Person second = add(community, sex, own, first.country, null, null);
    for (Person one : List.of(first, second)) {
      one.partner = first.number + second.number - one.number;
      one.civil = Civil.G;
      one.marriages = 1;
    }
    return second;
  }

  /** Those who come together take one home. */
  void arrive(Person first, Community community) {
    List<Person> party =
        List.copyOf(community.people().subList(first.number, first.number + first.party));
    laws.residence.settleNew(first, community);
    for (Person member : party) {
      laws.residence.join(member, first);
      learn(member, community);
      laws.labour.arrive(member, community);
    }
    community.admit(party, Entry.ARRIVED);
    party.forEach(community::touch);
  }

  /** Plans a life's education and passes, untold, what of it lies in the past. */
  private void learn(Person person, Community community) {
    laws.education.plan(person, community);
    laws.education.catchUp(person, community);
  }

  private Person add(
      Community community, Sex sex, double age, int country, Person mother, Person father) {
    Person person =
        new Person(
            community.people().size(),
            community.newId(),
            sex,
            Days.day(community.now() - age * Days.YEAR),
            country,
            mother == null ? Person.NONE : mother.number,
            father == null ? Person.NONE : father.number,
            community.draws().chance(laws.effects.of(Planted.SMOKING).share()),
            laws.illnesses.markers());
    for (Person parent : Stream.of(mother, father).filter(Objects::nonNull).toList()) {
      parent.addChild(person.number);
      parent.youngestBorn = Math.max(parent.youngestBorn, person.birth);
    }
    community.add(person);
    return person;
  }

  private Sex sex(Draws draws) {
    return draws.chance(parameters.community().men()) ? Sex.M : Sex.F;
  }
}
