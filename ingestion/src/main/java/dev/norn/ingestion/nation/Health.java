package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.CodeLists.Diagnosis;
import dev.norn.ingestion.nation.Draws.Stream;
import dev.norn.ingestion.nation.Parameters.GroupFactors;
import dev.norn.ingestion.nation.Parameters.Sex;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Hospital contacts: new ones by age, sex and circumstance, and those of lasting illnesses. */
final class Health implements LifeProcess {
  private static final String DELIVERY = "O80";

  private final Parameters.Health parameters;
  private final Pay pay;
  private final Map<String, NewContacts> groups = new TreeMap<>();
  private final Map<String, Diagnosis> byCode;

  Health(Parameters.Health parameters, Pay pay, List<Diagnosis> diagnoses) {
    this.parameters = parameters;
    this.pay = pay;
    byCode = diagnoses.stream().collect(Collectors.toMap(Diagnosis::code, Function.identity()));
    parameters
        .groups()
        .keySet()
        .forEach(name -> groups.put(name, new NewContacts(name, diagnoses)));
  }

  /** Gathers the lasting illnesses of the years before; no register has them. */
  @Override
  public void begin(Life life, Facts facts) {
    Draws draws = life.draws(Stream.HEALTH);
    int first = life.firstDay.getYear();
    for (int year = first - parameters.yearsBefore(); year < first; year++) {
      YearOfLife whole = YearOfLife.whole(year);
      for (NewContacts group : groups.values()) {
        int contacts =
            draws.count(group.hazard(life.sex, life.age(year)) * parameters.contactsFactor());
        for (int i = 0; i < contacts; i++) {
          Diagnosis diagnosis = group.draw(life.sex, life.age(year), draws);
          LocalDate day = whole.day(draws).orElseThrow();
          if (diagnosis.repeats() > 0) {
            life.contact(diagnosis.code(), day);
            life.lasting.putIfAbsent(diagnosis.code(), year);
          }
        }
      }
    }
  }

  @Override
  public void live(Life life, YearOfLife year, Facts facts) {
    Draws draws = life.draws(Stream.HEALTH);
    // A copy: what begins this year is seen again only from the next.
    Map<String, Integer> lasting = new TreeMap<>(life.lasting);
    groups.forEach((name, group) -> newContacts(life, year, name, group, draws, facts));
    lasting.forEach(
        (code, since) -> {
          Diagnosis diagnosis = byCode.get(code);
          double fade = StrictMath.pow(parameters.repeatsFade(), year.year() - since - 1);
          int contacts = draws.count(diagnosis.repeats() * fade * parameters.contactsFactor());
          for (int i = 0; i < contacts; i++) {
            year.day(draws).ifPresent(day -> tell(life, diagnosis, 0.5, year, day, draws, facts));
          }
        });
    if (life.sex == Sex.F && year.holds(life.gaveBirth)) {
      tell(life, byCode.get(DELIVERY), 1, year, life.gaveBirth, draws, facts);
    }
  }

  private void newContacts(
      Life life, YearOfLife year, String name, NewContacts group, Draws draws, Facts facts) {
    int age = life.age(year.year());
    double factor = circumstances(life, year.year(), parameters.groups().get(name));
    int contacts = draws.count(group.hazard(life.sex, age) * factor * parameters.contactsFactor());
    for (int i = 0; i < contacts; i++) {
      Diagnosis diagnosis = group.draw(life.sex, age, draws);
      year.day(draws)
          .ifPresent(
              day -> {
                if (diagnosis.repeats() > 0) {
                  life.lasting.putIfAbsent(diagnosis.code(), year.year());
                }
                tell(life, diagnosis, 1, year, day, draws, facts);
              });
    }
  }

  private double circumstances(Life life, int year, GroupFactors factors) {
    return (pay.quintile(life, year) == 0 ? factors.lowestIncomes() : 1)
        * (life.level == 2 ? factors.lowestLevel() : 1)
        * (life.lostJobWithin(parameters.jobLossYears(), year) ? factors.jobLoss() : 1)
        * (life.civil == Life.Civil.F ? factors.divorced() : 1);
  }

  /** A stay ends with the year at the latest, and with the life. */
  private void tell(
      Life life,
      Diagnosis diagnosis,
      double urgency,
      YearOfLife year,
      LocalDate day,
      Draws draws,
      Facts facts) {
    life.contact(diagnosis.code(), day);
    double at = draws.uniform() / urgency;
    boolean inpatient = at < diagnosis.inpatient();
    boolean emergency = !inpatient && at < diagnosis.inpatient() + diagnosis.emergency();
    LocalDate discharged = day;
    if (inpatient) {
      double mean = parameters.stayMeanDays().at(life.age(year.year()));
      discharged = day.plusDays(1 + (long) draws.waiting(mean));
    }
    if (discharged.isAfter(year.last())) {
      discharged = year.last();
    }
    facts.add(
        RegisterFile.HEALTH,
        day,
        discharged,
        diagnosis.code(),
        inpatient ? "IN" : emergency ? "ER" : "OUT",
        day.toString(),
        discharged.toString());
  }
}
