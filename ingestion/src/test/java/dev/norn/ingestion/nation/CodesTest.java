package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.CodeLists.Country;
import dev.norn.ingestion.nation.parameters.CodeLists.Diagnosis;
import dev.norn.ingestion.nation.parameters.CodeLists.Industry;
import dev.norn.ingestion.nation.parameters.CodeLists.Medicine;
import dev.norn.ingestion.nation.parameters.CodeLists.Municipality;
import dev.norn.ingestion.nation.parameters.CodeLists.Occupation;
import dev.norn.ingestion.nation.parameters.CodeLists.StudyField;
import dev.norn.ingestion.nation.parameters.NationSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CodesTest {

  private static final Set<String> NOT_STATED = Set.of("", ".", "9999");

  private static <T> Set<String> codes(List<T> list, Function<T, String> code) {
    return list.stream().map(code).collect(Collectors.toSet());
  }

  /** Allowed codes by register and column. */
  private static Map<String, Set<String>> allowed() throws IOException {
    CodeLists lists = CodeLists.shipped();
    Set<String> icd10 = codes(lists.diagnoses(), Diagnosis::code);
    Set<String> isco = codes(lists.occupations(), Occupation::code);
    Set<String> municipalities = codes(lists.municipalities(), Municipality::code);
    Set<String> countries = codes(lists.countries(), Country::code);
    return Map.ofEntries(
        Map.entry("population.origin", countries),
        Map.entry("vital.country", countries),
        Map.entry("vital.cause", icd10),
        Map.entry("health.adiag", icd10),
        Map.entry("prescriptions.atc", codes(lists.medicines(), Medicine::code)),
        Map.entry("education.isced_field", codes(lists.fields(), StudyField::code)),
        Map.entry("labour.isco", isco),
        Map.entry("job-loss.isco", isco),
        Map.entry("labour.nace", codes(lists.industries(), Industry::code)),
        Map.entry("labour.kommune", municipalities),
        Map.entry("residence.KOMKODE", municipalities),
        Map.entry("residence.KOMMUNE", codes(lists.municipalities(), Municipality::name)));
  }

  @Property(tries = 2)
  void everyCodeIsInItsList(@ForAll(supplier = SmallNations.class) NationSpec spec)
      throws IOException {
    List<WrittenRow> rows = WrittenStudy.of(spec).rows();

    for (Map.Entry<String, Set<String>> column : allowed().entrySet()) {
      String[] place = column.getKey().split("\\.");
      Set<String> found = new TreeSet<>();
      for (WrittenRow row : rows) {
        if (row.isOf(place[0])) {
          found.add(row.get(place[1]));
        }
      }
      found.removeAll(NOT_STATED);
      assertThat(column.getValue()).as(column.getKey()).doesNotContainAnyElementsOf(NOT_STATED);
      assertThat(found).as(column.getKey()).isNotEmpty().isSubsetOf(column.getValue());
    }
  }
}
