package dev.norn.ingestion.nation.calibration;

import dev.norn.ingestion.nation.life.Chronicle;
import dev.norn.ingestion.nation.life.Civil;
import dev.norn.ingestion.nation.life.Community;
import dev.norn.ingestion.nation.life.ContactKind;
import dev.norn.ingestion.nation.life.Days;
import dev.norn.ingestion.nation.life.FamilyEvent;
import dev.norn.ingestion.nation.life.HazardWitness;
import dev.norn.ingestion.nation.life.MoveKind;
import dev.norn.ingestion.nation.life.Outcome;
import dev.norn.ingestion.nation.life.Person;
import dev.norn.ingestion.nation.life.Work;
import dev.norn.ingestion.nation.parameters.Sex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what happens in one community, as a statistics office would. */
final class Census implements Chronicle, HazardWitness {
  static final int[] AGES = {0, 1, 15, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90};
  static final int[] BANDS = {0, 18, 30, 50, 65, 80};

  /** A ratio of two sums. */
  static final class Ratio {
    double above;
    double below;

    void add(double more, double of) {
      above += more;
      below += of;
    }
  }

  private final Community community;
  private final int homeCountry;
  private final Map<String, Ratio> ratios = new HashMap<>();
  private final List<Double> incomes = new ArrayList<>();
  private final Map<Integer, double[]> households = new HashMap<>();
  private final double[] births = new double[60];
  private final double[] women = new double[60];

  Census(Community community, int homeCountry) {
    this.community = community;
    this.homeCountry = homeCountry;
  }

  /** Counts who is here on the first day. */
  void open(double expected) {
    long here = community.people().stream().filter(Person::isHere).count();
    ratio("residents on the first day per person asked for").add(here, expected);
  }

  private Ratio ratio(String figure) {
    return ratios.computeIfAbsent(figure, any -> new Ratio());
  }

  private static String deaths(Person person, double time) {
    int age = Math.max(0, (int) Math.floor((time - person.birth()) / Days.YEAR));
    return "deaths " + person.sex() + " " + band(AGES, age);
  }

  /** Such as 30-34, 90 and over, or 0. */
  static String band(int[] edges, int age) {
    int at = edges.length - 1;
    while (edges[at] > age) {
      at--;
    }
    if (at == edges.length - 1) {
      return edges == AGES ? edges[at] + " and over" : edges[at] + "+";
    }
    int last = edges[at + 1] - 1;
    return last == edges[at] ? Integer.toString(last) : edges[at] + "-" + last;
  }

  @Override
  public void stretch(Person person, double from, double to) {
    double years = (to - from) / Days.YEAR;
    ratio(deaths(person, (from + to) / 2)).below += years;
    for (String figure :
        List.of(
            "births per person",
            "marriages per person",
            "divorces per person",
            "moves per person",
            "emigrations per person",
            "hospital contacts per person",
            "dispensings per person")) {
      ratio(figure).below += years;
    }
    int age = person.age((from + to) / 2);
    if (person.sex() == Sex.F && age >= 0 && age < women.length) {
      women[age] += years;
    }
  }

  @Override
  public void outcome(Person person, Outcome outcome, double time) {
    switch (outcome) {
      case DEATH -> ratio(deaths(person, time)).above++;
      case EMIGRATION -> ratio("emigrations per person").above++;
      case DIVORCE -> ratio("divorces per person").above += 0.5;
      case JOB_LOSS, DIABETES -> {}
    }
  }

  @Override
  public void moved(Person person, MoveKind kind, int day) {
    if (kind == MoveKind.MOVE) {
      ratio("moves per person").above++;
    }
  }

  @Override
  public void family(Person person, FamilyEvent event, Person other, int day) {
    double age = (day - person.birth()) / Days.YEAR;
    if (event == FamilyEvent.MARRIAGE) {
      ratio("marriages per person").above += 0.5;
      if (!person.hasMarriedBefore()) {
        ratio("mean age at first marriage " + person.sex()).add(age, 1);
      }
    } else if (event == FamilyEvent.BIRTH && person.sex() == Sex.F) {
      ratio("births per person").above++;
      ratio("births outside marriage").add(person.civil() == Civil.G ? 0 : 1, 1);
      births[Math.min(births.length - 1, (int) age)]++;
      if (person.children() == 1) {
        ratio("mean age at first birth").add(age, 1);
      }
    }
  }

  @Override
  public void contact(Person person, int diagnosis, ContactKind kind, int from, int to) {
    ratio("hospital contacts per person").above++;
  }

  @Override
  public void dispensed(Person person, int medicine, int day) {
    ratio("dispensings per person").above++;
  }

  @Override
  public void year(Person person, int year) {
    int age = person.age(Days.startOfYear(year + 1) - 0.5);
    for (int i = 0; i < BANDS.length; i++) {
      String figure = "share aged " + band(BANDS, BANDS[i]);
      ratio(figure).add(figure.equals("share aged " + band(BANDS, age)) ? 1 : 0, 1);
    }
    ratio("share born abroad").add(person.country() == homeCountry ? 0 : 1, 1);
    boolean employed = person.work() == Work.EMPLOYED;
    boolean unemployed = person.work() == Work.UNEMPLOYED;
    if (age >= 16 && age < 65) {
      ratio("share employed 16-64").add(employed ? 1 : 0, 1);
      if (employed || unemployed) {
        ratio("share unemployed of the labour force").add(unemployed ? 1 : 0, 1);
      }
    }
    if (age >= 30 && age < 65) {
      ratio("share 30-64 with basic school only").add(person.level() <= 2 ? 1 : 0, 1);
      ratio("share 30-64 with higher education").add(person.level() >= 5 ? 1 : 0, 1);
    }
    // Income after a rough Danish tax of 2010; OECD-modified equivalence scale.
    double[] household = households.computeIfAbsent(person.household(), any -> new double[2]);
    double income = person.income();
    household[0] +=
        income - 0.38 * Math.max(0, income - 42_900) - 0.15 * Math.max(0, income - 424_000);
    household[1] += age < 14 ? 0.3 : household[1] == 0 ? 1 : 0.5;
  }

  /** To be called once all of a year has been told. */
  void closeYear() {
    for (Person person : community.people()) {
      if (person.isHere()) {
        double[] household = households.get(person.household());
        if (household != null) {
          incomes.add(household[0] / Math.max(0.5, household[1]));
        }
      }
    }
    households.clear();
  }

  Map<String, Ratio> ratios() {
    return ratios;
  }

  List<Double> incomes() {
    return incomes;
  }

  double[] births() {
    return births;
  }

  double[] women() {
    return women;
  }
}
