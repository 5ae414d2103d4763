package dev.norn.ingestion.nation.parameters;

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
 * {@code nation/parameters.yaml}, where each number stands with its unit, meaning and source. The
 * naming strategy puts no dash before a digit, hence the names that are spelt out.
 */
public record Parameters(
    Community community,
    Immigration immigration,
    Mortality mortality,
    Emigration emigration,
    Family family,
    Residence residence,
    Education education,
    Labour labour,
    Income income,
    Health health,
    Map<String, Effect> effects,
    Recording recording) {

  public record Community(
      int residents, double foundersPerResident, int yearsBefore, Curve founderAges, double men) {}

  public record Immigration(
      Curve perResident,
      Curve ages,
      double withPartner,
      double childrenOfCouple,
      double childrenOfSingle) {

    /** People who come together, on average. */
    public double partySize() {
      return 1 + withPartner * (1 + childrenOfCouple) + (1 - withPartner) * childrenOfSingle;
    }
  }

  public record Mortality(
      Map<Sex, Curve> base,
      Curve period,
      double highestHazard,
      double[] incomeQuintileFactors,
      List<DiagnosisFactor> diagnoses,
      @JsonProperty("other-causes-under-15") Map<String, Double> otherCausesUnder15,
      @JsonProperty("other-causes-under-45") Map<String, Double> otherCausesUnder45,
      Map<String, Double> otherCauses) {}

  public record DiagnosisFactor(
      String name,
      List<String> codes,
      List<String> except,
      int years,
      double factor,
      boolean asCause) {}

  public record Emigration(
      Curve byAge,
      double[] incomeQuintileFactors,
      double studentFactor,
      double withPartnerFactor,
      double fadingYears) {}

  public record AgeDifference(double mean, double spread) {}

  public record Family(
      Curve pairing,
      AgeDifference partnerAgeDifference,
      double pairingSameSex,
      Curve marriage,
      Curve marriagePeriod,
      Curve separation,
      Curve divorce,
      Curve divorcePeriod,
      @JsonProperty("parting-with-child-under-7-factor") double partingWithChildUnder7Factor,
      Curve birthByAge,
      Curve birthPeriod,
      Curve birthPeriodYounger,
      double birthMarriedFactor,
      double birthCohabitingFactor,
      double birthUnpairedFactor,
      double[] birthByChildren,
      int monthsBetweenBirths,
      double twins,
      Curve leavingHome) {}

  public record Residence(
      Curve moving, double studentFactor, double withinMunicipality, double withinRegion) {}

  public record Mark(double mean, double byAbility, double spread) {}

  public record AdultCourse(double hazard, double afterJobLossFactor, int oldest) {}

  public record Education(
      int[] levels,
      int[] ageAtDegree,
      @JsonProperty("final-level-born-1930") double[] finalLevelBorn1930,
      @JsonProperty("final-level-born-1985") double[] finalLevelBorn1985,
      double inheritance,
      Mark mark,
      AdultCourse adultCourse) {}

  public record LostAgain(int years, double factor) {}

  public record Labour(
      double medianWage,
      Map<Integer, Double> byLevel,
      Curve byAge,
      double personSpread,
      double monthSpread,
      double byAbility,
      Curve growth,
      double scarOfJobLoss,
      Curve lost,
      Map<Integer, Double> lostByOccupation,
      Curve lostByYear,
      LostAgain lostAgain,
      Curve finding,
      Curve changing,
      double sameOccupation,
      Curve retiring,
      double retiringIllFactor,
      Curve leaving,
      Curve returning,
      double newcomerOutside,
      Curve foundersOutside,
      Map<String, Double> hours,
      Map<String, Double> hoursPart,
      Curve sickness,
      double sicknessIllFactor,
      double sicknessDays) {}

  public record Capital(double spread, double median) {}

  public record Income(
      double student,
      double unemployed,
      double outside,
      double child,
      double pension,
      double pensionShare,
      Capital capital,
      @JsonProperty("quintile-limits-under-67") double[] quintileLimitsUnder67,
      @JsonProperty("quintile-limits-from-67") double[] quintileLimitsFrom67) {}

  public record GroupFactors(double lowestIncomes, double lowestLevel, double divorced) {}

  public record Comorbidity(String from, String to, double factor) {}

  public record Health(
      double contactsFactor,
      Map<String, GroupFactors> groups,
      double repeatsFade,
      Curve stayMeanDays,
      double treated,
      double treatmentYears,
      double refillsFactor,
      List<Comorbidity> comorbidity,
      double obesityDiabetes,
      Curve carePlacement) {}

  public record Recording(
      Map<String, int[]> delayDays,
      double late,
      int[] lateDays,
      int[] correctionDays,
      int[] oldCorrectionDays,
      double oldCorrections,
      double incomeMissing,
      double mostSideJobs) {}

  public static Parameters shipped() throws IOException {
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
