package dev.norn.ingestion.nation.life;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A closed circle of a few hundred people who pair, have children and leave among themselves, lived
 * event by event in the order of time. Everybody in it follows from the nation's seed and the
 * community's number alone. Not safe for use by several threads; different communities are
 * independent.
 *
 * <p>Next-event simulation of competing hazards: hazards hold from one fact of a life, or 1
 * January, to the next, so waiting times are exponential and may be drawn anew at any time. A
 * couple's hazards of marriage, parting, moving and emigration are carried half by each, and the
 * sum of the halves is what holds for both.
 */
public final class Community {
  /** People that one community can have over all its years. */
  public static final int CAPACITY = 1 << 13;

  private static final int YEARS_IN_DETAIL = 12;
  private static final Risk[] RISKS = Risk.values();
  private static final List<Outcome> SHARED = List.of(Outcome.EMIGRATION, Outcome.DIVORCE);

  final Laws laws;
  private final long number;
  private final List<Person> people;
  private final EarliestFirst next;
  private Draws draws;
  private Chronicle chronicle;
  private HazardWitness witness = HazardWitness.NOBODY;
  private double now;
  private int year;
  private int month = 1;
  private int nextHousehold;
  private int living;
  private boolean opened;
  private boolean detailed;

  private Community(Laws laws, long number, List<Person> people, EarliestFirst next, Draws draws) {
    this.laws = laws;
    this.number = number;
    this.people = people;
    this.next = next;
    this.draws = draws;
    this.chronicle = Chronicle.NOBODY;
  }

  /**
   * A community on 1 January of the given year, lived for some decades before it.
   *
   * @param residents expected number on that day
   */
  public static Community founded(
      Laws laws, long seed, long number, double residents, int firstYear) {
    Community community =
        new Community(
            laws, number, new ArrayList<>(), new EarliestFirst(), Draws.of(seed, number, 0));
    int founded = firstYear - laws.parameters.community().yearsBefore();
    community.now = Days.startOfYear(founded);
    community.year = founded;
    laws.population.found(community, residents);
    community.turnYear();
    community.runTo(Days.startOfYear(firstYear - YEARS_IN_DETAIL));
    community.detailed = true;
    community.runTo(Days.startOfYear(firstYear));
    community.turnMonth();
    return community;
  }

  /** Number of the community that a person belongs to. */
  public static long of(long person) {
    return person / CAPACITY;
  }

  /**
   * The same community at this moment, about to live another future that no register is told of.
   *
   * @param path number of the future; another one takes another course
   */
  public Community future(long seed, long path, HazardWitness hazards) {
    List<Person> copies = new ArrayList<>(people.size());
    people.forEach(person -> copies.add(person.copy()));
    Community copy =
        new Community(laws, number, copies, next.copy(), Draws.of(seed, number, 1 + path));
    copy.now = now;
    copy.year = year;
    copy.month = month;
    copy.nextHousehold = nextHousehold;
    copy.living = living;
    copy.opened = true;
    copy.detailed = true;
    copy.witness = hazards;
    copies.forEach(person -> person.since = now);
    // What was waited for in the first course of events is waited for anew.
    copies.stream().filter(Person::isHere).forEach(copy::await);
    return copy;
  }

  /** The registers begin: everybody here enters them, and both are told from now on. */
  public void open(Chronicle registers, HazardWitness hazards) {
    chronicle = registers;
    witness = hazards;
    opened = true;
    for (Person person : people) {
      person.since = now;
      // Their home is told today: a second one on the same day would be too many.
      person.moved = now;
    }
    enter(people.stream().filter(Person::isHere).toList(), Entry.PRESENT);
  }

  /** Lives until just before the given time; must not lie in the past. */
  public void runTo(double end) {
    while (true) {
      double turn = nextTurn();
      double event = next.time();
      if (Math.min(turn, event) >= end) {
        break;
      }
      if (turn <= event) {
        now = turn;
        turnMonth();
      } else {
        now = event;
        wake(people.get(next.person()));
      }
    }
    now = end;
  }

  /** Tells what is open: the hazards up to now, and spells whose end nobody knows. */
  public void close() {
    turnMonth();
    endStretches();
    for (Person person : people) {
      if (person.isHere()) {
        laws.labour.tellOpenSpells(person, this);
      }
    }
  }

  /** Tells the hazards up to now. */
  public void endStretches() {
    people.forEach(this::endStretch);
  }

  public double now() {
    return now;
  }

  public long number() {
    return number;
  }

  /** Everybody who ever belonged to it, in the order of their numbers. */
  public List<Person> people() {
    return people;
  }

  public Person person(int number) {
    return people.get(number);
  }

  /**
   * Whether the outcome could happen to the person as they are now: a job can be lost by who has
   * one, a marriage can end for the married, and diabetes is new to who was never diagnosed.
   */
  public boolean isAtRisk(Person person, Outcome outcome) {
    return switch (outcome) {
      case DEATH, EMIGRATION -> true;
      case JOB_LOSS -> person.work == Work.EMPLOYED;
      case DIVORCE -> person.civil == Civil.G;
      case DIABETES -> person.illness(laws.health.diabetes()) == Person.NONE;
    };
  }

  Draws draws() {
    return draws;
  }

  Chronicle chronicle() {
    return chronicle;
  }

  /** An outcome happens to the person now. */
  void tell(Outcome outcome, Person person) {
    // What was lived up to here was lived at risk.
    endStretch(person);
    witness.outcome(person, outcome, now);
  }

  int year() {
    return year;
  }

  int living() {
    return living;
  }

  /**
   * Whether everything happens that can. Before, what no register will hear of and nobody's state
   * remembers is left out: most contacts with a hospital, and all medicines.
   */
  boolean isDetailed() {
    return detailed;
  }

  int newHousehold() {
    return nextHousehold++;
  }

  long newId() {
    if (people.size() >= CAPACITY) {
      throw new IllegalStateException(
          "[nation] a community has more than %d people; lower immigration or births of nation/parameters.yaml"
              .formatted(CAPACITY));
    }
    return number * CAPACITY + people.size();
  }

  /** Adds one who is not here yet. */
  void add(Person person) {
    people.add(person);
    next.set(person.number, Days.NEVER);
  }

  /** Somebody comes at the given time, with those of their party. */
  void expect(Person first, double arrival) {
    first.arrival = arrival;
    next.set(first.number, arrival);
  }

  /** Some are here from now on. */
  void admit(List<Person> together, Entry how) {
    for (Person person : together) {
      person.presence = Person.Presence.HERE;
      person.arrived = now;
      person.arrival = Days.NEVER;
      person.since = now;
      person.settled = now;
      person.moved = now;
      living++;
    }
    if (opened) {
      enter(together, how);
    }
  }

  /** One is not here any more. */
  void dismiss(Person person, Person.Presence gone) {
    endStretch(person);
    person.presence = gone;
    Arrays.fill(person.rates, 0);
    person.total = 0;
    person.diabetesAgain = 0;
    person.nextDegree = Days.NEVER;
    next.set(person.number, Days.NEVER);
    living--;
  }

  /** The hazards of a person and of their partner may have changed. */
  void touch(Person person) {
    revise(person);
    if (person.partner != Person.NONE) {
      revise(people.get(person.partner));
    }
  }

  Person partner(Person person) {
    return person.partner == Person.NONE ? null : people.get(person.partner);
  }

  /** All are known before the first is written down, as rows name relatives. */
  private void enter(List<Person> together, Entry how) {
    together.forEach(person -> person.registered = true);
    together.forEach(person -> chronicle.entered(person, how, Days.day(now)));
  }

  private void wake(Person person) {
    Reach reach = person.scheduled() <= now ? due(person) : befall(person);
    switch (reach) {
      case NOBODY -> await(person);
      case PERSON -> revise(person);
      case COUPLE -> touch(person);
    }
  }

  private Reach befall(Person person) {
    return laws.happen(RISKS[draws.inProportion(person.rates, person.total)], person, this);
  }

  private Reach due(Person person) {
    if (person.arrival <= now) {
      laws.population.arrive(person, this);
      return Reach.COUPLE;
    }
    if (person.stayUntil <= now) {
      laws.health.endStay(person, this);
      return Reach.PERSON;
    }
    if (person.sickUntil <= now) {
      laws.labour.endSickness(person, this);
      return Reach.PERSON;
    }
    laws.education.qualify(person, this);
    return Reach.COUPLE;
  }

  private double nextTurn() {
    return Days.startOfMonth(year, month + 1);
  }

  private void turnMonth() {
    if (opened) {
      int last = Days.day(now) - 1;
      for (Person person : people) {
        if (person.isHere()) {
          chronicle.month(person, last);
        }
      }
    }
    month++;
    if (month > 12) {
      tellYear();
      month = 1;
      year++;
      turnYear();
    }
  }

  private void tellYear() {
    for (Person person : people) {
      if (person.isHere()) {
        laws.pay.closeYear(person, this);
        chronicle.year(person, year);
      }
    }
  }

  private void turnYear() {
    laws.population.planArrivals(this);
    for (Person person : people) {
      if (person.isHere()) {
        laws.medicines.turnYear(person, this);
        revise(person);
      }
    }
  }

  private void revise(Person person) {
    if (!person.isHere()) {
      return;
    }
    endStretch(person);
    Arrays.fill(person.rates, 0);
    person.rated = now;
    laws.rate(person, this);
    double total = 0;
    for (double rate : person.rates) {
      total += rate;
    }
    person.total = total;
    person.setHazards();
    Person partner = partner(person);
    for (Outcome outcome : SHARED) {
      double hazard = person.sharedHazard(outcome, partner);
      person.set(outcome, hazard);
      if (partner != null && partner.hazard(outcome) != hazard) {
        endStretch(partner);
        partner.set(outcome, hazard);
      }
    }
    await(person);
  }

  private void await(Person person) {
    double wait = person.total > 0 ? draws.waiting(Days.YEAR / person.total) : Days.NEVER;
    next.set(person.number, Math.min(now + wait, person.scheduled()));
  }

  private void endStretch(Person person) {
    if (person.isHere() && person.since < now) {
      witness.stretch(person, person.since, now);
    }
    person.since = now;
  }
}
