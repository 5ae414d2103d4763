package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.CodeLists.Occupation;
import dev.norn.ingestion.nation.parameters.Effects;
import dev.norn.ingestion.nation.parameters.Parameters;
import dev.norn.ingestion.nation.parameters.Planted;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Wages and incomes before tax, in kroner. */
public final class Pay {
  private static final int FIRST_YEAR = 1850;
  private static final int PRICES_OF = 2008;
  private static final int OLD = 67;

  private final Parameters.Labour labour;
  private final Parameters.Income income;
  private final List<Occupation> occupations;
  private final List<Double> hoursPart;
  private final boolean byLevel;
  private final double[] level = new double[400];

  Pay(Parameters parameters, Effects effects, List<Occupation> occupations) {
    labour = parameters.labour();
    income = parameters.income();
    this.occupations = occupations;
    hoursPart = new ArrayList<>(new TreeMap<>(labour.hoursPart()).values());
    byLevel = effects.on(Planted.EDUCATION_INCOME);
    level[PRICES_OF - FIRST_YEAR] = 1;
    for (int i = PRICES_OF - FIRST_YEAR + 1; i < level.length; i++) {
      level[i] = level[i - 1] * (1 + labour.growth().at(FIRST_YEAR + i));
    }
    for (int i = PRICES_OF - FIRST_YEAR - 1; i >= 0; i--) {
      level[i] = level[i + 1] / (1 + labour.growth().at(FIRST_YEAR + i + 1));
    }
  }

  /** Pay level of a year relative to 2008. */
  double level(int year) {
    return level[year - FIRST_YEAR];
  }

  void begin(Person person, Draws draws) {
    person.payFactor =
        StrictMath.exp(
            labour.personSpread() * draws.normal() + labour.byAbility() * person.ability);
  }

  void scar(Person person) {
    person.payFactor *= labour.scarOfJobLoss();
  }

  /** What the person's present state pays in a year, without chance. */
  public double yearly(Person person, double now, int year) {
    double base =
        switch (person.work) {
          case EMPLOYED -> wage(person, now) * hoursPart.get(person.hours);
          case UNEMPLOYED -> income.unemployed();
          case STUDENT -> income.student();
          case OUTSIDE -> income.outside();
          case CHILD -> income.child();
          case RETIRED ->
              income.pension()
                  + (person.occupation == Person.NONE
                      ? 0
                      : income.pensionShare() * wage(person, now));
        };
    return base * level(year);
  }

  private double wage(Person person, double now) {
    double education = byLevel ? labour.byLevel().get(Math.max(2, person.level)) : 1;
    return labour.medianWage()
        * occupations.get(person.occupation).pay()
        * education
        * labour.byAge().at(person.age(now))
        * person.payFactor;
  }

  /** Adds what was earned since it was last settled; to be called before the state changes. */
  void settle(Person person, Community community) {
    double years = (community.now() - person.settled) / Days.YEAR;
    person.earned += years * yearly(person, community.now(), community.year());
    person.settled = community.now();
  }

  /** Sets the income of the year that is over, capital income included. */
  void closeYear(Person person, Community community) {
    settle(person, community);
    Parameters.Capital capital = income.capital();
    double owned = 0;
    if (person.age(community.now()) >= 25) {
      double spread = capital.spread() * community.draws().normal();
      owned = capital.median() * StrictMath.exp(spread) * level(community.year());
    }
    person.income = Math.rint(person.earned + owned);
    person.earned = 0;
    rank(person, community.now(), community.year());
  }

  /**
   * Notes in which fifth an income of the year before this one lies: 0 for the lowest to 4.
   *
   * @param year that the income was earned in
   */
  void rank(Person person, double now, int year) {
    double[] limits =
        person.age(now) < OLD ? income.quintileLimitsUnder67() : income.quintileLimitsFrom67();
    double real = person.income / level(year);
    int quintile = 0;
    while (quintile < limits.length && real >= limits[quintile]) {
      quintile++;
    }
    person.quintile = quintile;
  }
}
