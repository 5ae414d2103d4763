package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.Sex;
import dev.norn.ingestion.nation.parameters.Weighted;

/** First contacts with the codes of one group, by sex and age in whole years. */
final class Contacts {
  /** From this age on, in whole years, hazards are those of this age. */
  static final int OLDEST = 110;

  private final Weighted[][] tables = new Weighted[2][OLDEST + 1];
  private final double[][] totals = new double[2][OLDEST + 1];

  /** Hazard of one code of the list, per year. */
  @FunctionalInterface
  interface Hazard {
    double of(int code, Sex sex, int age);
  }

  Contacts(int codes, Hazard hazard) {
    for (Sex sex : Sex.values()) {
      for (int age = 0; age <= OLDEST; age++) {
        int at = age;
        Weighted table = Weighted.of(codes, code -> hazard.of(code, sex, at));
        tables[sex.ordinal()][age] = table;
        totals[sex.ordinal()][age] = table.total();
      }
    }
  }

  double hazard(Sex sex, int age) {
    return totals[sex.ordinal()][within(age)];
  }

  int draw(Sex sex, int age, Draws draws) {
    return tables[sex.ordinal()][within(age)].draw(draws.uniform());
  }

  static int within(int age) {
    return Math.max(0, Math.min(OLDEST, age));
  }
}
