package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.CodeLists.Diagnosis;
import dev.norn.ingestion.nation.parameters.CodeLists.Medicine;
import dev.norn.ingestion.nation.parameters.Parameters;
import java.util.List;
import java.util.stream.IntStream;

/** Medicines dispensed: started by a general practitioner or for a diagnosis, refilled, stopped. */
final class Medicines implements LifeProcess {
  private final Parameters.Health parameters;
  private final List<Medicine> medicines;
  private final Contacts starts;
  private final int[][] treating;

  Medicines(Parameters.Health parameters, CodeLists codes) {
    this.parameters = parameters;
    medicines = codes.medicines();
    starts =
        new Contacts(medicines.size(), (code, sex, age) -> medicines.get(code).hazard(sex, age));
    treating = codes.diagnoses().stream().map(this::treating).toArray(int[][]::new);
  }

  private int[] treating(Diagnosis diagnosis) {
    return IntStream.range(0, medicines.size())
        .filter(place -> medicines.get(place).treats().contains(diagnosis.code()))
        .toArray();
  }

  /** Nothing is dispensed to somebody in hospital, or before anybody would hear of it. */
  @Override
  public void rate(Person person, Community community, double[] rates) {
    if (person.stayDiagnosis != Person.NONE || !community.isDetailed()) {
      return;
    }
    rates[Risk.PRESCRIPTION.ordinal()] = starts.hazard(person.sex, person.age(person.rated));
    double refills = 0;
    for (int i = 0; i < person.treatmentCount; i++) {
      refills += medicines.get(person.treatments[i]).refills();
    }
    rates[Risk.REFILL.ordinal()] = refills * parameters.refillsFactor();
  }

  @Override
  public Reach happen(Risk risk, Person person, Community community) {
    if (risk == Risk.REFILL) {
      dispense(person, due(person, community.draws()), community);
      return Reach.NOBODY;
    }
    // As when the hazards were set, so that they add up to what was drawn from.
    int age = person.age(person.rated);
    return start(person, starts.draw(person.sex, age, community.draws()), community);
  }

  private int due(Person person, Draws draws) {
    double[] refills = new double[person.treatmentCount];
    double total = 0;
    for (int i = 0; i < refills.length; i++) {
      refills[i] = medicines.get(person.treatments[i]).refills();
      total += refills[i];
    }
    return person.treatments[draws.inProportion(refills, total)];
  }

  /** One that treats a lasting illness which is new, where there is any and it is taken. */
  void startFor(int diagnosis, Person person, Community community) {
    int[] choices = treating[diagnosis];
    Draws draws = community.draws();
    if (choices.length > 0 && draws.chance(parameters.treated())) {
      start(person, choices[draws.between(0, choices.length - 1)], community);
    }
  }

  /** Only a treatment that goes on changes a hazard. */
  private Reach start(Person person, int medicine, Community community) {
    dispense(person, medicine, community);
    if (medicines.get(medicine).refills() == 0) {
      return Reach.NOBODY;
    }
    for (int i = 0; i < person.treatmentCount; i++) {
      if (person.treatments[i] == medicine) {
        return Reach.NOBODY;
      }
    }
    person.addTreatment(medicine);
    return Reach.PERSON;
  }

  private static void dispense(Person person, int medicine, Community community) {
    community.chronicle().dispensed(person, medicine, Days.day(community.now()));
  }

  /** Treatments end now and then. */
  void turnYear(Person person, Community community) {
    for (int i = person.treatmentCount - 1; i >= 0; i--) {
      if (community.draws().chance(1 / parameters.treatmentYears())) {
        person.dropTreatment(i);
      }
    }
  }
}
