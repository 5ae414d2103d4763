package dev.norn.ingestion.nation.parameters;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The classifications that the registers write, with the sizes and hazards of each code. A code is
 * handled by its place in its list.
 */
public record CodeLists(
    List<Diagnosis> diagnoses,
    List<Medicine> medicines,
    List<Occupation> occupations,
    List<Industry> industries,
    List<StudyField> fields,
    List<Municipality> municipalities,
    List<Country> countries) {

  /**
   * An ICD-10 category.
   *
   * @param newAt50 first contacts per person-year at age 50
   * @param growth of the log hazard per year of age
   * @param from youngest age in whole years, included; {@code to} the oldest
   * @param repeats contacts per year after the first; 0 when the illness does not last
   * @param inpatient share of contacts; {@code emergency} likewise; the rest are outpatient
   */
  public record Diagnosis(
      String code,
      String name,
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
    public double hazard(Sex sex, int age) {
      return byAge(newAt50, growth, from, to, sex == Sex.M ? men : women, age);
    }

    public boolean lasts() {
      return repeats > 0;
    }
  }

  /**
   * A substance of the ATC classification, fifth level.
   *
   * @param newAt50 starts from general practice per person-year at age 50, without a diagnosis
   * @param refills further dispensings per year of treatment; 0 for a single course
   * @param treats ICD-10 categories whose first contact may start it
   */
  public record Medicine(
      String code,
      String name,
      double newAt50,
      double growth,
      int from,
      int to,
      double men,
      double women,
      double refills,
      List<String> treats) {

    /** Starts per person-year. */
    public double hazard(Sex sex, int age) {
      return byAge(newAt50, growth, from, to, sex == Sex.M ? men : women, age);
    }
  }

  /**
   * An ISCO-08 unit group.
   *
   * @param fromLevel lowest ISCED level it asks for; {@code toLevel} the highest it takes
   * @param men share of men
   * @param pay of full work relative to the median wage
   * @param industries places in the list of industries
   */
  public record Occupation(
      String code,
      String name,
      int fromLevel,
      int toLevel,
      double weight,
      double men,
      double pay,
      int[] industries) {

    public int majorGroup() {
      return code.charAt(0) - '0';
    }
  }

  /** A NACE Rev. 2 class and the share of its employees who work for the state. */
  public record Industry(String code, String name, double publicShare) {}

  /** A detailed ISCED-F 2013 field, the levels it is taught at and the share of men. */
  public record StudyField(
      String code, String name, int fromLevel, int toLevel, double weight, double men) {}

  public record Municipality(String code, String name, String region, double people) {}

  /** A country by ISO 3166-1, its born in Denmark's population, and how readily they leave. */
  public record Country(String code, String name, double weight, double emigrationFactor) {}

  public static CodeLists shipped() throws IOException {
    List<Industry> industries =
        NationResource.INDUSTRIES.rows().stream()
            .map(row -> new Industry(row[0], row[1], number(row[2])))
            .toList();
    Map<String, Integer> places = new HashMap<>();
    for (Industry industry : industries) {
      places.put(industry.code(), places.size());
    }
    return new CodeLists(
        NationResource.DIAGNOSES.rows().stream().map(CodeLists::diagnosis).toList(),
        NationResource.MEDICINES.rows().stream().map(CodeLists::medicine).toList(),
        NationResource.OCCUPATIONS.rows().stream().map(row -> occupation(row, places)).toList(),
        industries,
        NationResource.STUDY_FIELDS.rows().stream().map(CodeLists::field).toList(),
        NationResource.MUNICIPALITIES.rows().stream()
            .map(r -> new Municipality(r[0], r[1], r[2], number(r[3])))
            .toList(),
        NationResource.COUNTRIES.rows().stream()
            .map(row -> new Country(row[0], row[1], number(row[2]), number(row[3])))
            .toList());
  }

  /** The place of an ICD-10 category; asks for one that is in the list. */
  public int diagnosis(String code) {
    for (int i = 0; i < diagnoses.size(); i++) {
      if (diagnoses.get(i).code().equals(code)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "[nation/codes/icd10.csv] has no " + code + ", which nation/parameters.yaml names; add it");
  }

  private static Diagnosis diagnosis(String[] row) {
    return new Diagnosis(
        row[0],
        row[1],
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

  private static Medicine medicine(String[] row) {
    return new Medicine(
        row[0],
        row[1],
        number(row[2]) / 1000,
        number(row[3]),
        Integer.parseInt(row[4]),
        Integer.parseInt(row[5]),
        number(row[6]),
        number(row[7]),
        number(row[8]),
        row[9].isBlank() ? List.of() : List.of(row[9].split(" ")));
  }

  private static Occupation occupation(String[] row, Map<String, Integer> industries) {
    String[] named = row[7].split(" ");
    int[] places = new int[named.length];
    for (int i = 0; i < named.length; i++) {
      Integer place = industries.get(named[i]);
      if (place == null) {
        throw new IllegalArgumentException(
            "[nation/codes/isco08.csv] occupation %s works in %s, which nace2.csv lacks; add it"
                .formatted(row[0], named[i]));
      }
      places[i] = place;
    }
    return new Occupation(
        row[0],
        row[1],
        Integer.parseInt(row[2]),
        Integer.parseInt(row[3]),
        number(row[4]),
        number(row[5]),
        number(row[6]),
        places);
  }

  private static StudyField field(String[] row) {
    return new StudyField(
        row[0],
        row[1],
        Integer.parseInt(row[2]),
        Integer.parseInt(row[3]),
        number(row[4]),
        number(row[5]));
  }

  private static double byAge(
      double at50, double growth, int from, int to, double factor, int age) {
    return age < from || age > to ? 0 : at50 * factor * StrictMath.exp(growth * (age - 50));
  }

  private static double number(String text) {
    return Double.parseDouble(text);
  }
}
