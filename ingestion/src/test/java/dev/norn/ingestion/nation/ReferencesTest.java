package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.ingestion.nation.parameters.NationSpec;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ReferencesTest {

  private static final Map<String, List<String>> RELATIVES =
      Map.of("population", List.of("mother_no", "father_no"), "family", List.of("other_no"));
  private static final Predicate<String> NUMBER =
      Pattern.compile("9[5-9]\\d{8}").asMatchPredicate();

  @Property(tries = 2)
  void everyReferenceResolves(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    WrittenStudy study = WrittenStudy.of(spec);
    Set<String> named = new TreeSet<>();
    for (WrittenRow row : study.rows()) {
      if (study.isSettled(row)) {
        named.add(row.person());
        RELATIVES.getOrDefault(row.register(), List.of()).forEach(it -> named.add(row.get(it)));
      }
    }
    named.remove("");

    assertThat(named).isNotEmpty().isSubsetOf(study.population().keySet());
  }

  @Property(tries = 2)
  void personNumbersStandInNoOtherColumn(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    assertThat(WrittenStudy.of(spec).rows())
        .filteredOn(
            row -> {
              List<String> relatives = RELATIVES.getOrDefault(row.register(), List.of());
              return row.columns().stream()
                  .filter(column -> !column.equals(row.definition().person()))
                  .filter(column -> !relatives.contains(column))
                  .anyMatch(column -> NUMBER.test(row.get(column)));
            })
        .isEmpty();
  }

  @Property(tries = 2)
  void whoHasTrueHazardsIsInThePopulation(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    WrittenStudy study = WrittenStudy.of(spec);
    Set<String> people = new TreeSet<>();
    for (String line : study.hazards()) {
      String[] cells = line.split(",");
      if (study.isSettled(LocalDate.parse(cells[1]))) {
        people.add(cells[0]);
      }
    }

    assertThat(people).isNotEmpty().isSubsetOf(study.population().keySet());
  }
}
