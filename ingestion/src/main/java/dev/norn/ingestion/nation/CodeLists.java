package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.Parameters.Sex;
import java.io.IOException;
import java.util.List;

/** The classifications that the registers write, with the sizes and hazards of each code. */
record CodeLists(
    List<Diagnosis> diagnoses,
    List<Occupation> occupations,
    List<StudyField> fields,
    List<Municipality> municipalities) {

  /**
   * An ICD-10 category.
   *
   * @param newAt50 first contacts per person-year at age 50
   * @param growth of the log hazard per year of age
   * @param from youngest age in whole years, included; {@code to} the oldest
   * @param repeats contacts per year after the first; 0 when the illness does not last
   * @param inpatient share of contacts; {@code emergency} likewise; the rest are outpatient
   */
  record Diagnosis(
      String code,
      String group,
      double newAt50,
      double growth,
      int from,
      int to,
      double men,
      double women,
      double repeats,
      double inpatient,
      double emergency) {

    /** First contacts per person-year. */
    double hazard(Sex sex, int age) {
      if (age < from || age > to) {
        return 0;
      }
      double factor = sex == Sex.M ? men : women;
      return newAt50 * factor * StrictMath.exp(growth * (age - 50));
    }
  }

  /** An ISCO-08 unit group, the ISCED levels it asks for and the NACE industries it works in. */
  record Occupation(
      String code, int fromLevel, int toLevel, double weight, List<String> industries) {

    int majorGroup() {
      return code.charAt(0) - '0';
    }
  }

  /** A detailed ISCED-F 2013 field, the levels it is taught at and the share of men. */
  record StudyField(String code, int fromLevel, int toLevel, double weight, double men) {}

  record Municipality(String code, String name, String region, double people) {}

  static CodeLists shipped() throws IOException {
    return new CodeLists(
        NationResource.DIAGNOSES.rows().stream().map(CodeLists::diagnosis).toList(),
        NationResource.OCCUPATIONS.rows().stream().map(CodeLists::occupation).toList(),
        NationResource.STUDY_FIELDS.rows().stream().map(CodeLists::field).toList(),
        NationResource.MUNICIPALITIES.rows().stream()
            .map(row -> new Municipality(row[0], row[1], row[2], number(row[3])))
            .toList());
  }

  private static Diagnosis diagnosis(String[] row) {
    return new Diagnosis(
        row[0],
        row[2],
        number(row[3]) / 1000,
        number(row[4]),
        Integer.parseInt(row[5]),
        Integer.parseInt(row[6]),
        number(row[7]),
        number(row[8]),
        number(row[9]),
        number(row[10]),
        number(row[11]));
  }

  private static Occupation occupation(String[] row) {
    return new Occupation(
        row[0],
        Integer.parseInt(row[2]),
        Integer.parseInt(row[3]),
        number(row[4]),
        List.of(row[5].split(" ")));
  }

  private static StudyField field(String[] row) {
    return new StudyField(
        row[0], Integer.parseInt(row[2]), Integer.parseInt(row[3]), number(row[4]), number(row[5]));
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }
}
