package dev.norn.ingestion.nation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * {@code nation/parameters.yaml}, where each number stands with its unit and meaning. The naming
 * strategy puts no dash before a digit, hence the names that are spelt out.
 */
record Parameters(
    Population population,
    Mortality mortality,
    Emigration emigration,
    Education education,
    Labour labour,
    Income income,
    Family family,
    Residence residence,
    Health health,
    Recording recording) {

  enum Sex {
    M,
    F
  }

  record Population(double men, Curve ageWeights, List<Origin> origins) {}

  record Origin(String code, double weight, double emigrationFactor) {}

  record JobLossFactor(int years, double factor) {}

  record Mortality(
      @JsonProperty("at-60") Map<Sex, Double> at60,
      Map<Sex, Double> growthPerYear,
      double highestHazard,
      double[] incomeQuintileFactors,
      JobLossFactor jobLoss,
      List<DiagnosisFactor> diagnoses,
      Map<String, Double> otherCauses) {}

  record DiagnosisFactor(
      String name,
      List<String> codes,
      List<String> except,
      int years,
      double factor,
      boolean asCause) {

    boolean covers(String code) {
      return startsWithOneOf(code, codes) && !startsWithOneOf(code, except);
    }

    private static boolean startsWithOneOf(String code, List<String> prefixes) {
      for (String prefix : prefixes) {
        if (code.startsWith(prefix)) {
          return true;
        }
      }
      return false;
    }
  }

  record Emigration(
      Curve byAge,
      double[] incomeQuintileFactors,
      double studentFactor,
      JobLossFactor jobLoss,
      Map<String, Double> destinations) {}

  record Education(
      int[] levels,
      int[] ageAtDegree,
      @JsonProperty("final-level-born-1930") double[] finalLevelBorn1930,
      @JsonProperty("final-level-born-1985") double[] finalLevelBorn1985,
      AdultCourse adultCourse) {}

  record AdultCourse(double hazard, double afterJobLossFactor, int oldest) {}

  record Labour(
      Map<Integer, Double> lostByOccupation,
      Map<Integer, Double> lostByLevel,
      Curve lostByAge,
      JobLossFactor lostAgain,
      Map<Integer, Double> lostByYear,
      Curve spellMeanDays,
      double changedEmployer,
      Curve retiring,
      double retiringIllFactor,
      Curve leaving,
      double leavingIllFactor,
      double returning,
      Curve outsideAtStart,
      double unemployedAtStart,
      Map<String, Double> hours,
      Map<String, Double> hoursPart) {}

  record Income(
      Map<Integer, Double> byOccupation,
      Map<Integer, Double> byLevel,
      Curve byAge,
      double personSpread,
      double yearSpread,
      double growth,
      double student,
      double unemployed,
      double outside,
      double pension,
      double pensionShare,
      double scarOfJobLoss,
      @JsonProperty("quintile-limits-under-67") double[] quintileLimitsUnder67,
      @JsonProperty("quintile-limits-from-67") double[] quintileLimitsFrom67,
      double missing) {}

  record Family(
      Curve marriedAtStart,
      Curve divorcedAtStart,
      Curve widowedAtStart,
      Curve marriage,
      Curve divorce,
      double divorceAfterJobLossFactor,
      Curve widowhood,
      Map<Sex, Double> widowhoodBySex,
      Curve birth,
      int fatherYearsOlder,
      double birthUnmarriedFactor,
      double[] birthByChildren,
      Curve childrenAtStart) {}

  record Residence(
      Curve moving, double studentFactor, JobLossFactor jobLoss, double withinRegion) {}

  record Health(
      double contactsFactor,
      int yearsBefore,
      Map<String, GroupFactors> groups,
      int jobLossYears,
      double repeatsFade,
      Curve stayMeanDays) {}

  record GroupFactors(double lowestIncomes, double lowestLevel, double jobLoss, double divorced) {}

  record Recording(
      Map<String, int[]> delayDays,
      int[] lateDays,
      int[] correctionDays,
      int[] oldCorrectionDays,
      double oldCorrections) {}

  static Parameters shipped() throws IOException {
    ObjectMapper yaml =
        YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();
    try (InputStream in = NationResource.PARAMETERS.open()) {
      return yaml.readValue(in, Parameters.class);
    }
  }
}
