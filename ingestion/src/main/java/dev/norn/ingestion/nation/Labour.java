package dev.norn.ingestion.nation;

import dev.norn.ingestion.nation.CodeLists.Occupation;
import dev.norn.ingestion.nation.Draws.Stream;
import dev.norn.ingestion.nation.Life.Spell;
import dev.norn.ingestion.nation.Life.Work;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Work, its loss, study, retirement; and one row for each whole year. */
final class Labour implements LifeProcess {
  private final Parameters.Labour parameters;
  private final Jobs jobs;
  private final Pay pay;
  private final Hazards hazards;

  Labour(Parameters.Labour parameters, Jobs jobs, Pay pay, Hazards hazards) {
    this.parameters = parameters;
    this.jobs = jobs;
    this.pay = pay;
    this.hazards = hazards;
  }

  @Override
  public void begin(Life life, Facts facts) {
    Draws draws = life.draws(Stream.LABOUR);
    int year = life.firstDay.getYear();
    pay.begin(life, draws);
    jobs.hire(life, draws);
    life.work = firstWork(life, draws, year);
    if (life.work == Work.UNEMPLOYED) {
      loseJob(life, life.firstDay.minusDays(draws.between(1, 180)), year, draws);
    }
    pay.earn(life, year - 1, life.work == Work.UNEMPLOYED ? 0.5 : 0, draws);
  }

  private Work firstWork(Life life, Draws draws, int year) {
    int age = life.age(year);
    if (!life.studies.isEmpty()) {
      return Work.STUDENT;
    }
    for (int past = 60; past < age; past++) {
      if (draws.chance(1 - StrictMath.exp(-parameters.retiring().at(past)))) {
        return Work.RETIRED;
      }
    }
    if (draws.chance(parameters.outsideAtStart().at(age))) {
      return Work.OUTSIDE;
    }
    return draws.chance(parameters.unemployedAtStart()) ? Work.UNEMPLOYED : Work.EMPLOYED;
  }

  @Override
  public void live(Life life, YearOfLife year, Facts facts) {
    Draws draws = life.draws(Stream.LABOUR);
    turn(life, year, draws);
    double without = life.work == Work.UNEMPLOYED ? endSpell(life, year, facts, draws) : 0;
    if (life.work == Work.EMPLOYED && without == 0) {
      Optional<LocalDate> loss = year.happens(hazards.jobLoss(life, year.year()), draws);
      if (loss.isPresent()) {
        loseJob(life, loss.get(), year.year(), draws);
        without = endSpell(life, year, facts, draws);
      }
    }
    if (year.complete()) {
      pay.earn(life, year.year(), without, draws);
      tellYear(life, year.last(), facts, draws);
    }
  }

  /** Tells a spell that is still open when the person leaves or the simulation ends. */
  void close(Life life, LocalDate end, Facts facts) {
    if (life.spell != null) {
      tellSpell(life, end, facts);
    }
  }

  /** What changes with the new year. */
  private void turn(Life life, YearOfLife year, Draws draws) {
    int age = life.age(year.year());
    boolean ill = hazards.illness(life, year.year()) > 1;
    if (life.work == Work.STUDENT && life.studies.isEmpty()) {
      jobs.hire(life, draws);
      life.work = Work.EMPLOYED;
    } else if (life.work == Work.OUTSIDE && age < 60 && draws.chance(parameters.returning())) {
      jobs.hire(life, draws);
      life.work = Work.EMPLOYED;
    } else if (life.work == Work.EMPLOYED && draws.chance(parameters.changedEmployer())) {
      jobs.hire(life, draws);
    }
    if (life.work == Work.STUDENT || life.work == Work.RETIRED || life.spell != null) {
      return;
    }
    if (draws.chance(yearly(parameters.retiring().at(age), ill, parameters.retiringIllFactor()))) {
      life.work = Work.RETIRED;
    } else if (life.work == Work.EMPLOYED
        && draws.chance(yearly(parameters.leaving().at(age), ill, parameters.leavingIllFactor()))) {
      life.work = Work.OUTSIDE;
    }
  }

  private static double yearly(double hazard, boolean ill, double illFactor) {
    return 1 - StrictMath.exp(-hazard * (ill ? illFactor : 1));
  }

  private void loseJob(Life life, LocalDate day, int year, Draws draws) {
    double mean = parameters.spellMeanDays().at(life.age(year));
    LocalDate end = day.plusDays(14 + (long) draws.waiting(mean));
    life.spell = new Spell(day, end, life.occupation);
    life.jobLost = day;
    life.work = Work.UNEMPLOYED;
    pay.scar(life);
  }

  /** Ends the spell where it ends this year; returns the share of the year spent without work. */
  private double endSpell(Life life, YearOfLife year, Facts facts, Draws draws) {
    LocalDate start = life.spell.start().isBefore(year.first()) ? year.first() : life.spell.start();
    LocalDate end = life.spell.plannedEnd();
    if (end.isBefore(start)) {
      end = start;
    }
    if (end.isAfter(year.last())) {
      return (year.first().lengthOfYear() + 1 - start.getDayOfYear()) / 366.0;
    }
    tellSpell(life, end, facts);
    jobs.hire(life, draws);
    life.work = Work.EMPLOYED;
    return (1 + end.getDayOfYear() - start.getDayOfYear()) / 366.0;
  }

  private void tellSpell(Life life, LocalDate end, Facts facts) {
    Spell spell = life.spell;
    life.spell = null;
    // The register begins on the first day: a spell from before it was never written down.
    if (!spell.start().isBefore(life.firstDay)) {
      List<String> open = spellColumns(spell, "");
      List<String> ended = end == null ? open : spellColumns(spell, end.toString());
      facts.addSpell(RegisterFile.JOB_LOSS, spell.start(), open, end, ended);
    }
  }

  private static List<String> spellColumns(Spell spell, String end) {
    return List.of("LOSS", "", "", spell.lost().code(), "", "", "", spell.start().toString(), end);
  }

  private void tellYear(Life life, LocalDate day, Facts facts, Draws draws) {
    boolean working = life.work == Work.EMPLOYED;
    Occupation occupation = life.occupation;
    String income = pay.written(life, draws);
    facts.add(
        RegisterFile.LABOUR,
        day,
        day,
        "YEAR",
        day.toString(),
        life.work.name(),
        working ? occupation.code() : ".",
        working ? life.industry : "",
        working ? life.hours : ".",
        income,
        "",
        "");
  }
}
