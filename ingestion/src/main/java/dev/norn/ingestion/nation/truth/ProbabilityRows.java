package dev.norn.ingestion.nation.truth;

import dev.norn.ingestion.nation.life.Community;
import dev.norn.ingestion.nation.life.Outcome;
import dev.norn.ingestion.nation.life.Person;
import dev.norn.ingestion.nation.life.PersonNumber;
import java.time.LocalDate;

/** The rows of {@code truth/probabilities.csv} for one community. */
final class ProbabilityRows {
  private static final int ADULT = 18;

  private ProbabilityRows() {}

  static String header() {
    return "person_number,landmark,outcome,probability,probability_if_known\n";
  }

  /** One row per adult in the country and outcome. */
  static String of(Community community, Futures futures, long seed, LocalDate landmark, int years) {
    StringBuilder rows = new StringBuilder();
    for (Person person : community.people()) {
      if (person.isHere() && person.age(community.now()) >= ADULT) {
        String number = PersonNumber.of(seed, person.id());
        for (Outcome outcome : Outcome.values()) {
          rows.append(number).append(',').append(landmark).append(',');
          rows.append(outcome.label()).append('-').append(years).append("y,");
          Decimal.append(rows, futures.probability(person, outcome));
          Decimal.append(rows.append(','), futures.probabilityIfKnown(person, outcome));
          rows.append('\n');
        }
      }
    }
    return rows.toString();
  }
}
