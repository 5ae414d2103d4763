package dev.norn.ingestion.nation.office;

import dev.norn.ingestion.nation.life.Draws;
import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.CodeLists.Country;
import dev.norn.ingestion.nation.parameters.CodeLists.Diagnosis;
import dev.norn.ingestion.nation.parameters.CodeLists.Medicine;
import dev.norn.ingestion.nation.parameters.CodeLists.Municipality;
import dev.norn.ingestion.nation.parameters.CodeLists.Occupation;
import dev.norn.ingestion.nation.parameters.CodeLists.StudyField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a clerk gets wrong: a neighbouring code of the same list, or a zero too many. */
final class ClericalErrors {

  /** One content column with what was written in it instead. */
  record Slip(int column, String value) {
    String[] in(String[] content) {
      String[] written = content.clone();
      written[column] = value;
      return written;
    }
  }

  private record Column(int at, List<String> codes) {}

  private final Map<RegisterFile, List<Column>> columns = new EnumMap<>(RegisterFile.class);

  ClericalErrors(CodeLists codes) {
    List<String> countries = codes.countries().stream().map(Country::code).toList();
    List<String> icd = codes.diagnoses().stream().map(Diagnosis::code).toList();
    List<String> isco = codes.occupations().stream().map(Occupation::code).toList();
    may(RegisterFile.POPULATION, "origin", countries);
    may(RegisterFile.EXITS, "cause", icd);
    may(RegisterFile.EXITS, "country", countries);
    may(
        RegisterFile.RESIDENCE,
        "KOMKODE",
        codes.municipalities().stream().map(Municipality::code).toList());
    may(RegisterFile.FAMILY, "children", List.of("0", "1", "2", "3", "4"));
    may(
        RegisterFile.EDUCATION,
        "isced_field",
        codes.fields().stream().map(StudyField::code).toList());
    may(RegisterFile.CARE, "kind", List.of("FAMILY", "INSTITUTION"));
    may(RegisterFile.LABOUR, "isco", isco);
    may(RegisterFile.LABOUR, "wage", List.of());
    may(RegisterFile.LABOUR, "status", List.of("STUDENT", "OUTSIDE", "RETIRED"));
    may(RegisterFile.SPELL, "isco", isco);
    may(RegisterFile.SPELL, "status", List.of("A", "B"));
    may(RegisterFile.INCOME, "indkomst", List.of());
    may(RegisterFile.HEALTH, "adiag", icd);
    may(RegisterFile.PRESCRIPTIONS, "atc", codes.medicines().stream().map(Medicine::code).toList());
  }

  /** A slip in the first column of the file that holds something. */
  Slip slip(RegisterFile file, String[] content, Draws draws) {
    for (Column column : columns.get(file)) {
      String right = content[column.at()];
      if (!right.isEmpty() && !right.equals(".")) {
        return new Slip(column.at(), wrong(right, column.codes(), draws));
      }
    }
    Column first = columns.get(file).get(0);
    return new Slip(first.at(), wrong("", first.codes(), draws));
  }

  private static String wrong(String right, List<String> codes, Draws draws) {
    if (codes.isEmpty()) {
      return right + "0";
    }
    String written = right;
    while (written.equals(right)) {
      written = codes.get(draws.between(0, codes.size() - 1));
    }
    return written;
  }

  private void may(RegisterFile file, String column, List<String> codes) {
    columns
        .computeIfAbsent(file, any -> new ArrayList<>())
        .add(new Column(file.column(column), codes));
  }
}
