package dev.norn.ingestion.nation.life;

import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.Effects;
import dev.norn.ingestion.nation.parameters.Parameters;
import java.util.List;

/** The processes by which everybody in a nation lives. Immutable; shared by all threads. */
public final class Laws {
  final Parameters parameters;
  final Effects effects;
  final CodeLists codes;
  final Pay pay;
  final Illnesses illnesses;
  final Family family;
  final Residence residence;
  final Education education;
  final Labour labour;
  final Health health;
  final Medicines medicines;
  final Exits exits;
  final Population population;
  private final List<LifeProcess> processes;
  private final LifeProcess[] byRisk = new LifeProcess[Risk.COUNT];

  public Laws(Parameters parameters, Effects effects, CodeLists codes) {
    this.parameters = parameters;
    this.effects = effects;
    this.codes = codes;
    pay = new Pay(parameters, effects, codes.occupations());
    illnesses = new Illnesses(parameters, codes);
    Jobs jobs = new Jobs(parameters.labour(), codes);
    residence = new Residence(parameters.residence(), codes.municipalities());
    family = new Family(parameters.family(), effects, residence);
    labour = new Labour(parameters, effects, jobs, pay, illnesses);
    education = new Education(parameters.education(), codes.fields(), labour);
    medicines = new Medicines(parameters.health(), codes);
    health = new Health(parameters, effects, codes, illnesses, medicines);
    exits = new Exits(parameters, effects, codes, illnesses, family);
    population = new Population(this);
    processes = List.of(exits, family, residence, education, labour, health, medicines);
    for (Risk risk : Risk.values()) {
      byRisk[risk.ordinal()] =
          switch (risk) {
            case DEATH, EMIGRATION -> exits;
            case PAIRING, MARRIAGE, DISSOLUTION, BIRTH -> family;
            case LEAVING_HOME, MOVE -> residence;
            case COURSE -> education;
            case JOB_LOSS, FINDING_WORK, JOB_CHANGE, LEAVING_WORK, RETURNING, RETIRING, SICKNESS ->
                labour;
            case CARE_PLACEMENT, DIABETES, CONTACT, COMORBIDITY, REPEAT -> health;
            case PRESCRIPTION, REFILL -> medicines;
          };
    }
  }

  public Parameters parameters() {
    return parameters;
  }

  public Effects effects() {
    return effects;
  }

  public CodeLists codes() {
    return codes;
  }

  public Pay pay() {
    return pay;
  }

  /** Place of the country that the nation is. */
  public int home() {
    return population.home();
  }

  void rate(Person person, Community community) {
    for (LifeProcess process : processes) {
      process.rate(person, community, person.rates);
    }
  }

  Reach happen(Risk risk, Person person, Community community) {
    return byRisk[risk.ordinal()].happen(risk, person, community);
  }
}
