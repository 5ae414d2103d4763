package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.Draws.Stream;
import dev.norn.ingestion.nation.Life.Civil;
import dev.norn.ingestion.nation.Parameters.Sex;
import java.time.LocalDate;

/** Marriage, divorce, widowhood and the birth of children. */
final class Family implements LifeProcess {
  private static final int MOST_CHILDREN = 4;

  private final Parameters.Family parameters;

  Family(Parameters.Family parameters) {
    this.parameters = parameters;
  }

  @Override
  public void begin(Life life, Facts facts) {
    Draws draws = life.draws(Stream.FAMILY);
    int age = life.age(life.firstDay.getYear());
    double at = draws.uniform();
    double married = parameters.marriedAtStart().at(age);
    double divorced = married + parameters.divorcedAtStart().at(age);
    double widowed = divorced + parameters.widowedAtStart().at(age);
    life.civil =
        at < married ? Civil.G : at < divorced ? Civil.F : at < widowed ? Civil.E : Civil.U;
    life.children = Math.min(MOST_CHILDREN, draws.count(parameters.childrenAtStart().at(age)));
    tell(life, "ENTRY", life.firstDay, facts);
  }

  @Override
  public void live(Life life, YearOfLife year, Facts facts) {
    Draws draws = life.draws(Stream.FAMILY);
    year.happens(birth(life, year.year()), draws)
        .ifPresent(
            day -> {
              life.children++;
              life.gaveBirth = day;
              tell(life, "CHILD", day, facts);
            });
    if (life.civil != Civil.G) {
      double hazard = parameters.marriage().at(life.age(year.year()));
      year.happens(hazard, draws).ifPresent(day -> becomes(life, Civil.G, "MARRIAGE", day, facts));
      return;
    }
    year.happens(widowhood(life, year.year()), draws)
        .ifPresent(day -> becomes(life, Civil.E, "WIDOWED", day, facts));
    if (life.civil == Civil.G) {
      year.happens(divorce(life, year.year()), draws)
          .ifPresent(day -> becomes(life, Civil.F, "DIVORCE", day, facts));
    }
  }

  private double birth(Life life, int year) {
    if (life.children >= MOST_CHILDREN) {
      return 0;
    }
    int age = life.age(year) - (life.sex == Sex.M ? parameters.fatherYearsOlder() : 0);
    return parameters.birth().at(age)
        * parameters.birthByChildren()[life.children]
        * (life.civil == Civil.G ? 1 : parameters.birthUnmarriedFactor());
  }

  private double widowhood(Life life, int year) {
    return parameters.widowhood().at(life.age(year)) * parameters.widowhoodBySex().get(life.sex);
  }

  private double divorce(Life life, int year) {
    double factor = life.lostJobWithin(2, year) ? parameters.divorceAfterJobLossFactor() : 1;
    return parameters.divorce().at(life.age(year)) * factor;
  }

  private static void becomes(Life life, Civil civil, String event, LocalDate day, Facts facts) {
    life.civil = civil;
    tell(life, event, day, facts);
  }

  private static void tell(Life life, String event, LocalDate day, Facts facts) {
    facts.add(
        RegisterFile.FAMILY,
        day,
        day,
        event,
        RegisterFile.FAMILY.date(day),
        life.civil.name(),
        Integer.toString(life.children));
  }
}
