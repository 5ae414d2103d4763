package dev.norn.ingestion.nation;

import java.util.Map;

/** Yearly income before tax, in kroner. */
final class Pay {
  private static final String MISSING = "9999";
  private static final int PRICES_OF = 2008;

  private final Parameters.Income parameters;
  private final Map<String, Double> hoursPart;

  Pay(Parameters.Income parameters, Map<String, Double> hoursPart) {
    this.parameters = parameters;
    this.hoursPart = hoursPart;
  }

  void begin(Life life, Draws draws) {
    life.pay = StrictMath.exp(parameters.personSpread() * draws.normal());
  }

  void scar(Life life) {
    life.pay *= parameters.scarOfJobLoss();
  }

  /** Sets the income of a year of which the given share was spent without work. */
  void earn(Life life, int year, double without, Draws draws) {
    double working = working(life, year);
    if (life.work == Life.Work.EMPLOYED || life.workingIncome == 0) {
      life.workingIncome = working;
    }
    double base =
        switch (life.work) {
          case EMPLOYED, UNEMPLOYED -> working * (1 - without) + parameters.unemployed() * without;
          case STUDENT -> parameters.student();
          case RETIRED -> parameters.pension() + parameters.pensionShare() * life.workingIncome;
          case OUTSIDE -> parameters.outside();
        };
    double noise = StrictMath.exp(parameters.yearSpread() * draws.normal());
    life.income = Math.rint(base * noise * growth(year));
  }

  /** 0 for the lowest fifth to 4 for the highest, of the income of the year before. */
  int quintile(Life life, int year) {
    double[] limits =
        life.age(year) < 67
            ? parameters.quintileLimitsUnder67()
            : parameters.quintileLimitsFrom67();
    double income = life.income / growth(year - 1);
    int quintile = 0;
    while (quintile < limits.length && income >= limits[quintile]) {
      quintile++;
    }
    return quintile;
  }

  String written(Life life, Draws draws) {
    return draws.chance(parameters.missing()) ? MISSING : Long.toString((long) life.income);
  }

  private double working(Life life, int year) {
    return parameters.byOccupation().get(life.occupation.majorGroup())
        * parameters.byLevel().get(life.level)
        * parameters.byAge().at(life.age(year))
        * hoursPart.get(life.hours)
        * life.pay;
  }

  private double growth(int year) {
    return StrictMath.pow(1 + parameters.growth(), year - PRICES_OF);
  }
}
