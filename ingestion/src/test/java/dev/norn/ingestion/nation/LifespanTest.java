package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.ingestion.nation.parameters.NationSpec;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class LifespanTest {

  private static final Set<String> TOLD_ON_ENTRY = Set.of("population", "education", "care");

  private static Map<String, LocalDate> exits(WrittenStudy study) {
    return study.newest("vital").stream()
        .collect(Collectors.toMap(WrittenRow::person, WrittenRow::occurred, (day, same) -> day));
  }

  @Property(tries = 2)
  void nothingHappensBeforeBirthOrAfterDeath(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    WrittenStudy study = WrittenStudy.of(spec);
    Map<String, WrittenRow> population = study.population();
    Map<String, LocalDate> exits = exits(study);

    assertThat(exits).isNotEmpty();
    assertThat(study.rows())
        .filteredOn(
            row -> {
              WrittenRow born = population.get(row.person());
              LocalDate exit = exits.getOrDefault(row.person(), LocalDate.MAX);
              LocalDate end = row.until() == null ? row.occurred() : row.until();
              return (born != null && row.occurred().isBefore(born.occurred()))
                  || row.occurred().isAfter(end)
                  || end.isAfter(exit);
            })
        .isEmpty();
  }

  @Property(tries = 2)
  void whoDiedOrLeftDoesNotComeBack(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    WrittenStudy study = WrittenStudy.of(spec);

    assertThat(study.newest("population")).extracting(WrittenRow::person).doesNotHaveDuplicates();
    Map<String, Set<String>> exits =
        study.newest("vital").stream()
            .collect(
                Collectors.groupingBy(
                    WrittenRow::person,
                    Collectors.mapping(
                        row -> row.get("event") + row.occurred(), Collectors.toSet())));
    assertThat(exits).allSatisfy((person, ways) -> assertThat(ways).hasSize(1));
  }

  @Property(tries = 2)
  void onlyDegreesAndPlacementsAreOlderThanTheEntry(
      @ForAll(supplier = SmallNations.class) NationSpec spec) throws IOException {
    WrittenStudy study = WrittenStudy.of(spec);
    Map<String, LocalDate> entries = study.entries();
    Set<String> older = new HashSet<>();
    for (WrittenRow row : study.rows()) {
      if (row.occurred().isBefore(entries.getOrDefault(row.person(), LocalDate.MIN))) {
        older.add(row.register());
      }
    }

    assertThat(TOLD_ON_ENTRY).containsAll(older);
  }
}
