package dev.norn.ingestion.nation;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that this package ships, each with the place it takes in a written study. */
enum NationResource {
  PARAMETERS("parameters.yaml", "truth/parameters.yaml"),
  DIAGNOSES("codes/icd10.csv", "truth/codes/icd10.csv"),
  OCCUPATIONS("codes/isco08.csv", "truth/codes/isco08.csv"),
  INDUSTRIES("codes/nace2.csv", "truth/codes/nace2.csv"),
  STUDY_FIELDS("codes/iscedf.csv", "truth/codes/iscedf.csv"),
  MUNICIPALITIES("codes/municipalities.csv", "truth/codes/municipalities.csv"),
  TRUTH_README("truth/README.md", "truth/README.md"),
  STUDY("study/study.yaml", "study.yaml"),
  COHORT("study/cohorts/adults-2015.cohort.yaml", "cohorts/adults-2015.cohort.yaml"),
  LIVE_COHORT("study/cohorts/adults-2020.cohort.yaml", "cohorts/adults-2020.cohort.yaml"),
  OUTCOME("study/outcomes/death-4y.outcome.yaml", "outcomes/death-4y.outcome.yaml"),
  POPULATION("study/registers/population.register.yaml", "registers/population.register.yaml"),
  VITAL("study/registers/vital.register.yaml", "registers/vital.register.yaml"),
  RESIDENCE("study/registers/residence.register.yaml", "registers/residence.register.yaml"),
  FAMILY("study/registers/family.register.yaml", "registers/family.register.yaml"),
  EDUCATION("study/registers/education.register.yaml", "registers/education.register.yaml"),
  LABOUR("study/registers/labour.register.yaml", "registers/labour.register.yaml"),
  JOB_LOSS("study/registers/job-loss.register.yaml", "registers/job-loss.register.yaml"),
  HEALTH("study/registers/health.register.yaml", "registers/health.register.yaml");

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

  /** The rows of a code list after its header, each split at commas. */
  List<String[]> rows() throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(open(), StandardCharsets.UTF_8))) {
      return in.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }

  static void copyAll(Path folder) throws IOException {
    for (NationResource resource : values()) {
      Path file = folder.resolve(resource.place);
      Files.createDirectories(file.getParent());
      try (InputStream in = resource.open()) {
        Files.copy(in, file);
      }
    }
  }
}
