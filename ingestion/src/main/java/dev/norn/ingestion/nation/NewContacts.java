package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.CodeLists.Diagnosis;
import dev.norn.ingestion.nation.Parameters.Sex;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The new contacts of one group of diagnoses: how many by sex and age, and which. */
final class NewContacts {
  private static final int OLDEST = 120;

  private final Map<Sex, List<Weighted<Diagnosis>>> tables = new EnumMap<>(Sex.class);

  NewContacts(String group, List<Diagnosis> diagnoses) {
    List<Diagnosis> own = diagnoses.stream().filter(d -> d.group().equals(group)).toList();
    for (Sex sex : Sex.values()) {
      tables.put(
          sex,
          IntStream.rangeClosed(0, OLDEST)
              .mapToObj(age -> Weighted.of(own, d -> d.hazard(sex, age)))
              .toList());
    }
  }

  /** New contacts per person-year. */
  double hazard(Sex sex, int age) {
    return table(sex, age).total();
  }

  Diagnosis draw(Sex sex, int age, Draws draws) {
    return table(sex, age).draw(draws);
  }

  private Weighted<Diagnosis> table(Sex sex, int age) {
    return tables.get(sex).get(Math.max(0, Math.min(OLDEST, age)));
  }
}
