package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.CodeLists.Diagnosis;
import dev.norn.ingestion.nation.CodeLists.Municipality;
import dev.norn.ingestion.nation.CodeLists.Occupation;
import dev.norn.ingestion.nation.CodeLists.StudyField;
import dev.norn.ingestion.nation.Parameters.Origin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a clerk gets wrong: a neighbouring code of the same list, or a zero too many. */
final class ClericalErrors {

  /** One content column with what was written in it instead. */
  record Slip(int column, String value) {
    List<String> in(List<String> content) {
      List<String> written = new ArrayList<>(content);
      written.set(column, value);
      return written;
    }
  }

  private record Column(int at, List<String> codes) {}

  private final Map<RegisterFile, List<Column>> columns = new EnumMap<>(RegisterFile.class);

  ClericalErrors(Parameters parameters, CodeLists codes) {
    List<String> origins = parameters.population().origins().stream().map(Origin::code).toList();
    List<String> icd = codes.diagnoses().stream().map(Diagnosis::code).toList();
    List<String> isco = codes.occupations().stream().map(Occupation::code).toList();
    may(RegisterFile.POPULATION, "origin", origins);
    may(RegisterFile.EXITS, "cause", icd);
    may(RegisterFile.EXITS, "country", origins);
    may(
        RegisterFile.RESIDENCE,
        "KOMKODE",
        codes.municipalities().stream().map(Municipality::code).toList());
    may(RegisterFile.FAMILY, "children", List.of("0", "1", "2", "3", "4"));
    may(
        RegisterFile.EDUCATION,
        "isced_field",
        codes.fields().stream().map(StudyField::code).toList());
    may(RegisterFile.LABOUR, "isco", isco);
    may(RegisterFile.LABOUR, "income", List.of());
    may(RegisterFile.JOB_LOSS, "isco", isco);
    may(RegisterFile.HEALTH, "adiag", icd);
  }

  /** A slip in the first column of the file that holds something. */
  Slip slip(Fact fact, Draws draws) {
    for (Column column : columns.get(fact.file())) {
      String right = fact.content().get(column.at());
      if (!right.isEmpty() && !right.equals(".")) {
        return new Slip(column.at(), wrong(right, column.codes(), draws));
      }
    }
    Column first = columns.get(fact.file()).get(0);
    return new Slip(first.at(), draws.oneOf(first.codes()));
  }

  private static String wrong(String right, List<String> codes, Draws draws) {
    if (codes.isEmpty()) {
      return right + "0";
    }
    String written = draws.oneOf(codes);
    while (written.equals(right)) {
      written = draws.oneOf(codes);
    }
    return written;
  }

  private void may(RegisterFile file, String column, List<String> codes) {
    columns
        .computeIfAbsent(file, any -> new ArrayList<>())
        .add(new Column(file.column(column), codes));
  }
}
