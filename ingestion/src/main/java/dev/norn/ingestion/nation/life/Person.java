package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.Sex;
import java.util.Arrays;

/**
 * The state of one person as time passes. Each process writes its own part and reads the rest;
 * other people are named by their number in the community. Times are {@link Days}.
 */
public final class Person implements Cloneable {
  /** No such person, household, code or field. */
  public static final int NONE = -1;

  /** The end of a spell that nobody knows yet. */
  public static final int OPEN = Integer.MIN_VALUE;

  enum Presence {
    ABROAD,
    HERE,
    EMIGRATED,
    DEAD
  }

  // who
  final int number;
  final long id;
  final Sex sex;
  final int birth;
  final int country;
  final int mother;
  final int father;
  final boolean smoker;
  double ability;
  Presence presence = Presence.ABROAD;
  double arrival = Days.NEVER;
  // How many come together with this one: themselves and those who follow in number.
  int party = 1;
  double arrived = Days.LONG_AGO;
  boolean registered;

  // education
  int level;
  int finalLevel = 2;
  int field = NONE;
  int nextLevel = NONE;
  double nextDegree = Days.NEVER;
  double qualified = Days.LONG_AGO;

  // labour and pay
  Work work = Work.CHILD;
  double workSince = Days.LONG_AGO;
  int occupation = NONE;
  int industry = NONE;
  boolean publicSector;
  int employer;
  int hours;
  double payFactor = 1;
  double jobLost = Days.LONG_AGO;
  double spellFrom = Days.NEVER;
  double sickFrom = Days.NEVER;
  double sickUntil = Days.NEVER;
  double settled;
  double earned;
  double income;
  int quintile;

  // family
  int partner = NONE;
  Civil civil = Civil.U;
  int marriages;
  double married = Days.LONG_AGO;
  double divorced = Days.LONG_AGO;
  double partnerDied = Days.LONG_AGO;
  double youngestBorn = Days.LONG_AGO;
  double lossWithDivorce = Days.LONG_AGO;
  int[] children = new int[2];
  int childCount;

  // residence
  int household = NONE;
  int municipality = NONE;
  double moved = Days.LONG_AGO;

  // health: lasting illnesses and treatments, and the newest contact by marker
  int[] illnesses = new int[4];
  double[] illSince = new double[4];
  int illnessCount;
  int[] treatments = new int[2];
  int treatmentCount;
  double[] marked;
  double firstDepression = Days.NEVER;
  boolean painCameFirst;
  double painThenDepression = Days.LONG_AGO;
  double placedInCare = Days.LONG_AGO;
  int stayDiagnosis = NONE;
  double stayFrom;
  double stayUntil = Days.NEVER;

  // hazards, per year, when they were set, and the end of the stretch that was told last
  double[] rates = new double[Risk.COUNT];
  double[] hazards = new double[Outcome.ALL.size()];
  double total;
  double rated;
  double since;
  double diabetesAgain;

  Person(
      int number,
      long id,
      Sex sex,
      int birth,
      int country,
      int mother,
      int father,
      boolean smoker,
      int markers) {
    this.number = number;
    this.id = id;
    this.sex = sex;
    this.birth = birth;
    this.country = country;
    this.mother = mother;
    this.father = father;
    this.smoker = smoker;
    marked = new double[markers];
    Arrays.fill(marked, Days.LONG_AGO);
  }

  /** The same person in another course of events. */
  Person copy() {
    try {
      Person copy = (Person) clone();
      copy.children = children.clone();
      copy.illnesses = illnesses.clone();
      copy.illSince = illSince.clone();
      copy.treatments = treatments.clone();
      copy.marked = marked.clone();
      copy.rates = rates.clone();
      copy.hazards = hazards.clone();
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** Unique in the nation, stable from run to run. */
  public long id() {
    return id;
  }

  public int number() {
    return number;
  }

  public Sex sex() {
    return sex;
  }

  /** Day of birth. */
  public int birth() {
    return birth;
  }

  /** Place of the country of birth. */
  public int country() {
    return country;
  }

  /** Number of the mother in the community, or {@link #NONE} where she is not known. */
  public int mother() {
    return mother;
  }

  /** Number of the father in the community, or {@link #NONE} where he is not known. */
  public int father() {
    return father;
  }

  /** Time of the placement out of home, {@link Days#LONG_AGO} where there was none. */
  public double placedInCare() {
    return placedInCare;
  }

  public Civil civil() {
    return civil;
  }

  /** Time of the present or last marriage; long ago where it was made abroad. */
  public double married() {
    return married;
  }

  /** Whether the present or last marriage was not the first. */
  public boolean hasMarriedBefore() {
    return marriages > 1;
  }

  public int partner() {
    return partner;
  }

  public int children() {
    return childCount;
  }

  public int household() {
    return household;
  }

  public int municipality() {
    return municipality;
  }

  /** Highest ISCED level completed; 0 before the end of basic school. */
  public int level() {
    return level;
  }

  /** Place of the field of the newest degree, or {@link #NONE}. */
  public int field() {
    return field;
  }

  /** Time of the newest degree. */
  public double qualified() {
    return qualified;
  }

  public double ability() {
    return ability;
  }

  public Work work() {
    return work;
  }

  /** Time since which the person does what they do, with this employer where they have one. */
  public double workSince() {
    return workSince;
  }

  public int occupation() {
    return occupation;
  }

  public int industry() {
    return industry;
  }

  public boolean publicSector() {
    return publicSector;
  }

  public int employer() {
    return employer;
  }

  /** Place of the band of weekly hours. */
  public int hours() {
    return hours;
  }

  /** Time since which the person is in the country. */
  public double arrived() {
    return arrived;
  }

  /** Income of the year before, in kroner before tax. */
  public double income() {
    return income;
  }

  public boolean isHere() {
    return presence == Presence.HERE;
  }

  /** Whether the registers know the person, now or from before. */
  public boolean isRegistered() {
    return registered;
  }

  public int age(double now) {
    return Days.age(birth, now);
  }

  /**
   * Hazard of an outcome per year, as it holds since it was last set; 0 for one that could not
   * happen in the state of that time.
   */
  public double hazard(Outcome outcome) {
    return hazards[outcome.ordinal()];
  }

  /** Takes the hazards of the outcomes that a person has alone from those of the risks. */
  void setHazards() {
    for (Outcome outcome : Outcome.ALL) {
      switch (outcome) {
        case DEATH -> set(outcome, rates[Risk.DEATH.ordinal()]);
        case JOB_LOSS -> set(outcome, rates[Risk.JOB_LOSS.ordinal()]);
        case DIABETES -> set(outcome, rates[Risk.DIABETES.ordinal()] + diabetesAgain);
        case EMIGRATION, DIVORCE -> {
          // Shared by a couple: see sharedHazard.
        }
      }
    }
  }

  /** Hazard of an outcome that a couple has together: each carries a part of it. */
  double sharedHazard(Outcome outcome, Person partner) {
    Risk risk = outcome == Outcome.EMIGRATION ? Risk.EMIGRATION : Risk.DISSOLUTION;
    if (outcome == Outcome.DIVORCE && civil != Civil.G) {
      return 0;
    }
    return rates[risk.ordinal()] + (partner == null ? 0 : partner.rates[risk.ordinal()]);
  }

  void set(Outcome outcome, double hazard) {
    hazards[outcome.ordinal()] = hazard;
  }

  /** The next time that is certain. */
  double scheduled() {
    return Math.min(Math.min(arrival, nextDegree), Math.min(sickUntil, stayUntil));
  }

  void addChild(int child) {
    if (childCount == children.length) {
      children = Arrays.copyOf(children, 2 * childCount);
    }
    children[childCount++] = child;
  }

  /** Place in the list of lasting illnesses, or {@link #NONE}. */
  int illness(int diagnosis) {
    for (int i = 0; i < illnessCount; i++) {
      if (illnesses[i] == diagnosis) {
        return i;
      }
    }
    return NONE;
  }

  void addIllness(int diagnosis, double when) {
    if (illnessCount == illnesses.length) {
      illnesses = Arrays.copyOf(illnesses, 2 * illnessCount);
      illSince = Arrays.copyOf(illSince, 2 * illnessCount);
    }
    illnesses[illnessCount] = diagnosis;
    illSince[illnessCount++] = when;
  }

  void addTreatment(int medicine) {
    if (treatmentCount == treatments.length) {
      treatments = Arrays.copyOf(treatments, 2 * treatmentCount);
    }
    treatments[treatmentCount++] = medicine;
  }

  void dropTreatment(int place) {
    treatments[place] = treatments[--treatmentCount];
  }
}
