package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.Sex;
import dev.norn.ingestion.nation.parameters.Weighted;

/** First contacts with the codes of one group, by sex and age in whole years. */
final class Contacts {
  private static final int OLDEST = 110;

  private final Weighted[][] tables = new Weighted[2][OLDEST + 1];

  /** Hazard of one code of the list, per year. */
  @FunctionalInterface
  interface Hazard {
    double of(int code, Sex sex, int age);
  }

  Contacts(int codes, Hazard hazard) {
    for (Sex sex : Sex.values()) {
      for (int age = 0; age <= OLDEST; age++) {
        int at = age;
        tables[sex.ordinal()][age] = Weighted.of(codes, code -> hazard.of(code, sex, at));
      }
    }
  }

  double hazard(Sex sex, int age) {
    return table(sex, age).total();
  }

  int draw(Sex sex, int age, Draws draws) {
    return table(sex, age).draw(draws.uniform());
  }

  private Weighted table(Sex sex, int age) {
    return tables[sex.ordinal()][Math.max(0, Math.min(OLDEST, age))];
  }
}
