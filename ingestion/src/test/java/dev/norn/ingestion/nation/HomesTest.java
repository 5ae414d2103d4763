package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.CodeLists.Municipality;
import dev.norn.ingestion.nation.parameters.NationSpec;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HomesTest {

  private static final Map<String, String> NAMES = names();

  private static Map<String, String> names() {
    try {
      return CodeLists.shipped().municipalities().stream()
          .collect(Collectors.toMap(Municipality::code, Municipality::name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A clerk errs in the code and leaves the name as it is: so rows show that are still wrong, or
   * not yet withdrawn, when the last delivery is taken.
   */
  private static List<WrittenRow> rightlyWritten(WrittenStudy study) {
    return study.newest("residence").stream()
        .filter(row -> row.says("KOMMUNE", NAMES.get(row.get("KOMKODE"))))
        .toList();
  }

  @Property(tries = 2)
  void nobodyHasTwoMainResidencesAtOnce(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    Set<List<Object>> homes = new HashSet<>();

    assertThat(rightlyWritten(WrittenStudy.of(spec)))
        .isNotEmpty()
        .filteredOn(row -> !homes.add(List.of(row.person(), row.occurred())))
        .isEmpty();
  }

  @Property(tries = 2)
  void everybodyHasAHomeFromTheDayOfTheirEntry(
      @ForAll(supplier = SmallNations.class) NationSpec spec) throws IOException {
    WrittenStudy study = WrittenStudy.of(spec);
    Map<String, LocalDate> first =
        study.newest("residence").stream()
            .collect(
                Collectors.toMap(
                    WrittenRow::person,
                    WrittenRow::occurred,
                    BinaryOperator.minBy(LocalDate::compareTo)));
    Map<String, LocalDate> entries = study.entries();
    LocalDate firstDay = LocalDate.of(spec.firstYear(), 1, 1);

    int births = 0;
    for (WrittenRow person : study.newest("population")) {
      if (study.isSettled(person)) {
        LocalDate home = first.get(person.person());
        assertThat(home).as("%s", person).isNotNull().isAfterOrEqualTo(firstDay);
        assertThat(home).isEqualTo(entries.get(person.person()));
        boolean born = !person.occurred().isBefore(firstDay) && person.says("origin", "DK");
        if (born) {
          births++;
          assertThat(home).isEqualTo(person.occurred());
        }
      }
    }
    assertThat(births).isPositive();
  }
}
