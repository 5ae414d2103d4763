package dev.norn.ingestion.nation.parameters;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The files that the nation ships, each with the place it takes in a written study. */
public enum NationResource {
  PARAMETERS("parameters.yaml", "truth/parameters.yaml"),
  DIAGNOSES("codes/icd10.csv", "truth/codes/icd10.csv"),
  MEDICINES("codes/atc.csv", "truth/codes/atc.csv"),
  OCCUPATIONS("codes/isco08.csv", "truth/codes/isco08.csv"),
  INDUSTRIES("codes/nace2.csv", "truth/codes/nace2.csv"),
  STUDY_FIELDS("codes/iscedf.csv", "truth/codes/iscedf.csv"),
  MUNICIPALITIES("codes/municipalities.csv", "truth/codes/municipalities.csv"),
  COUNTRIES("codes/countries.csv", "truth/codes/countries.csv"),
  TRUTH_README("truth/README.md", "truth/README.md"),
  CAUSES("truth/causes.yaml", "truth/causes.yaml"),
  SPEC("truth/nation.yaml", "truth/nation.yaml"),
  README("study/README.md", "README.md"),
  COHORT("study/cohorts/adults.cohort.yaml", "cohorts/adults.cohort.yaml"),
  LIVE_COHORT("study/cohorts/adults-live.cohort.yaml", "cohorts/adults-live.cohort.yaml"),
  WORKING_COHORT("study/cohorts/working.cohort.yaml", "cohorts/working.cohort.yaml"),
  DEATH("study/outcomes/death-4y.outcome.yaml", "outcomes/death-4y.outcome.yaml"),
  EMIGRATION("study/outcomes/emigration-4y.outcome.yaml", "outcomes/emigration-4y.outcome.yaml"),
  JOB_LOSS("study/outcomes/job-loss-4y.outcome.yaml", "outcomes/job-loss-4y.outcome.yaml"),
  DIVORCE("study/outcomes/divorce-4y.outcome.yaml", "outcomes/divorce-4y.outcome.yaml"),
  DIABETES("study/outcomes/diabetes-4y.outcome.yaml", "outcomes/diabetes-4y.outcome.yaml"),
  TIME_TO_DEATH("study/outcomes/time-to-death.outcome.yaml", "outcomes/time-to-death.outcome.yaml"),
  TIME_TO_EMIGRATION(
      "study/outcomes/time-to-emigration.outcome.yaml", "outcomes/time-to-emigration.outcome.yaml"),
  CONTACTS("study/outcomes/contacts-1y.outcome.yaml", "outcomes/contacts-1y.outcome.yaml"),
  NEXT_DIAGNOSIS(
      "study/outcomes/next-diagnosis.outcome.yaml", "outcomes/next-diagnosis.outcome.yaml"),
  MORTAL_ILLNESS(
      "study/concepts/mortal-illness.concept.yaml", "concepts/mortal-illness.concept.yaml"),
  MENTAL_ILLNESS(
      "study/concepts/mental-illness.concept.yaml", "concepts/mental-illness.concept.yaml"),
  JOB_LOST("study/concepts/job-loss.concept.yaml", "concepts/job-loss.concept.yaml"),
  WOMAN("study/concepts/woman.concept.yaml", "concepts/woman.concept.yaml"),
  POPULATION("study/registers/population.register.yaml", "registers/population.register.yaml"),
  VITAL("study/registers/vital.register.yaml", "registers/vital.register.yaml"),
  RESIDENCE("study/registers/residence.register.yaml", "registers/residence.register.yaml"),
  FAMILY("study/registers/family.register.yaml", "registers/family.register.yaml"),
  EDUCATION("study/registers/education.register.yaml", "registers/education.register.yaml"),
  CARE("study/registers/care.register.yaml", "registers/care.register.yaml"),
  LABOUR("study/registers/labour.register.yaml", "registers/labour.register.yaml"),
  LOSS("study/registers/job-loss.register.yaml", "registers/job-loss.register.yaml"),
  SICKNESS("study/registers/sickness.register.yaml", "registers/sickness.register.yaml"),
  INCOME("study/registers/income.register.yaml", "registers/income.register.yaml"),
  HEALTH("study/registers/health.register.yaml", "registers/health.register.yaml"),
  PRESCRIPTIONS(
      "study/registers/prescriptions.register.yaml", "registers/prescriptions.register.yaml"),
  // Last, so that a folder with study.yaml is a whole study.
  STUDY("study/study.yaml", "study.yaml");

  private final String source;
  private final String place;

  NationResource(String source, String place) {
    this.source = "/nation/" + source;
    this.place = place;
  }

  InputStream open() throws IOException {
    InputStream in = NationResource.class.getResourceAsStream(source);
    if (in == null) {
      throw new FileNotFoundException(
          "[" + source + "] is not on the class path; build the ingestion module again");
    }
    return in;
  }

  /** Names what every life follows: the parameters and the code lists, by their content. */
  public static String law() throws IOException {
    try {
      MessageDigest content = MessageDigest.getInstance("SHA-256");
      for (NationResource resource : values()) {
        if (resource == PARAMETERS || resource.source.contains("/codes/")) {
          try (InputStream in = resource.open()) {
            content.update(in.readAllBytes());
          }
        }
      }
      return HexFormat.of().formatHex(content.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The rows of a code list after its header, each split at commas. */
  List<String[]> rows() throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
      return in.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }

  /**
   * Writes every file to its place.
   *
   * @param values what stands in the files for names such as <code>{{landmark}}</code>
   */
  public static void writeAll(Path folder, Map<String, String> values) throws IOException {
    for (NationResource resource : values()) {
      Path file = folder.resolve(resource.place);
      Files.createDirectories(file.getParent());
      try (InputStream in = resource.open()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        for (Map.Entry<String, String> value : values.entrySet()) {
          text = text.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        Files.writeString(file, text);
      }
    }
  }
}
