package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.Life.Work;
import dev.norn.ingestion.nation.Parameters.DiagnosisFactor;
import dev.norn.ingestion.nation.Parameters.JobLossFactor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The hazards that are the truth of the nation: per year, from the state on 1 January. */
final class Hazards {
  /** Hazards are rounded to this, so that the file of truths holds exactly what was simulated. */
  static final double UNIT = 1e-8;

  private final Parameters parameters;
  private final Pay pay;

  Hazards(Parameters parameters, Pay pay) {
    this.parameters = parameters;
    this.pay = pay;
  }

  double death(Life life, int year) {
    Parameters.Mortality mortality = parameters.mortality();
    double growth = mortality.growthPerYear().get(life.sex);
    double hazard =
        mortality.at60().get(life.sex)
            * StrictMath.exp(growth * (life.age(year) - 60))
            * mortality.incomeQuintileFactors()[pay.quintile(life, year)]
            * afterJobLoss(mortality.jobLoss(), life, year)
            * illness(life, year);
    return rounded(Math.min(mortality.highestHazard(), hazard));
  }

  double emigration(Life life, int year) {
    Parameters.Emigration emigration = parameters.emigration();
    double hazard =
        emigration.byAge().at(life.age(year))
            * life.origin.emigrationFactor()
            * emigration.incomeQuintileFactors()[pay.quintile(life, year)]
            * (life.work == Work.STUDENT ? emigration.studentFactor() : 1)
            * afterJobLoss(emigration.jobLoss(), life, year);
    return rounded(hazard);
  }

  double jobLoss(Life life, int year) {
    Parameters.Labour labour = parameters.labour();
    return labour.lostByOccupation().get(life.occupation.majorGroup())
        * labour.lostByLevel().get(life.level)
        * labour.lostByAge().at(life.age(year))
        * labour.lostByYear().getOrDefault(year, 1.0)
        * afterJobLoss(labour.lostAgain(), life, year);
  }

  /** Product of the mortality factors of the diagnoses that count on 1 January; 1 without any. */
  double illness(Life life, int year) {
    double product = 1;
    for (DiagnosisFactor factor : active(life, year)) {
      product *= factor.factor();
    }
    return product;
  }

  List<DiagnosisFactor> active(Life life, int year) {
    List<DiagnosisFactor> active = new ArrayList<>();
    for (DiagnosisFactor factor : parameters.mortality().diagnoses()) {
      if (counts(factor, life.contacts, year)) {
        active.add(factor);
      }
    }
    return active;
  }

  private static boolean counts(DiagnosisFactor factor, Map<String, LocalDate> contacts, int year) {
    LocalDate from = LocalDate.of(year - factor.years(), 1, 1);
    for (Map.Entry<String, LocalDate> contact : contacts.entrySet()) {
      if (factor.covers(contact.getKey()) && !contact.getValue().isBefore(from)) {
        return true;
      }
    }
    return false;
  }

  private static double afterJobLoss(JobLossFactor loss, Life life, int year) {
    return life.lostJobWithin(loss.years(), year) ? loss.factor() : 1;
  }

  private static double rounded(double hazard) {
    return Math.rint(hazard / UNIT) * UNIT;
  }
}
