package dev.norn.ingestion.nation.office;

import dev.norn.ingestion.nation.life.Days;
import dev.norn.ingestion.nation.life.Draws;
import dev.norn.ingestion.nation.life.Pay;
import dev.norn.ingestion.nation.life.Person;
import dev.norn.ingestion.nation.life.Work;
import dev.norn.ingestion.nation.parameters.CodeLists;
import dev.norn.ingestion.nation.parameters.Parameters;
import java.util.List;
import java.util.TreeSet;

/** Turns what a person does for a living into rows of the labour register, side jobs included. */
final class LabourRegistrar {
  private static final int MONTHS = 12;
  private static final String SIDE_JOB = "SIDE_JOB";
  private static final int LAST_SALARIED = 4;

  private final long seed;
  private final Parameters parameters;
  private final CodeLists codes;
  private final Pay pay;
  private final DateTexts dates;
  private final Recording recording;
  private final List<String> hours;

  LabourRegistrar(Office office, Recording recording) {
    seed = office.spec().seed();
    parameters = office.parameters();
    codes = office.codes();
    pay = office.laws().pay();
    dates = office.dates();
    this.recording = recording;
    hours = List.copyOf(new TreeSet<>(parameters.labour().hours().keySet()));
  }

  /** Rows for a month or a year that is over; {@code day} is its last. */
  void write(Person person, int day, boolean monthly) {
    boolean working = person.work() == Work.EMPLOYED;
    boolean paid = working || person.work() == Work.STUDENT;
    double wage = paid ? wage(person, day, monthly) : Double.NaN;
    write(person, day, monthly, person.work().name(), wage);
    if (working && monthly && recording.contentDraws(person).chance(sideJobs(person))) {
      double share = 0.05 + 0.2 * recording.contentDraws(person).uniform();
      write(person, day, true, SIDE_JOB, wage * share);
    }
  }

  /** The person's chance of a second row in a month, the same for life. */
  private double sideJobs(Person person) {
    double drawn = Draws.of(seed, person.id(), PersonStream.SIDE_JOBS).uniform();
    return parameters.recording().mostSideJobs() * drawn * drawn * drawn;
  }

  private void write(Person person, int day, boolean monthly, String status, double wage) {
    boolean working = person.work() == Work.EMPLOYED;
    boolean side = status.equals(SIDE_JOB);
    int group = working ? codes.occupations().get(person.occupation()).majorGroup() : 0;
    recording.fact(
        RegisterFile.LABOUR,
        person,
        Days.year(day),
        day,
        monthly ? "MONTH" : "YEAR",
        dates.of(RegisterFile.LABOUR, day),
        status,
        Integer.toString(quarters(person, day, monthly)),
        working ? codes.occupations().get(person.occupation()).code() : ".",
        working ? codes.industries().get(person.industry()).code() : "",
        working ? (person.publicSector() ? "PUBLIC" : "PRIVATE") : "",
        working ? (side ? hours.get(0) : hours.get(person.hours())) : ".",
        working ? (group <= LAST_SALARIED ? "SALARY" : "HOURLY") : "",
        Double.isNaN(wage) ? "." : Long.toString(Math.round(wage)),
        codes.municipalities().get(person.municipality()).code(),
        working && !side ? "V" + person.employer() : "",
        "",
        "");
  }

  /** How much of the month or year the state has lasted, in quarters of it, 1 to 4. */
  private static int quarters(Person person, int day, boolean monthly) {
    double lasted = (day + 1 - person.workSince()) / (monthly ? 30 : Days.YEAR);
    return (int) Math.max(1, Math.min(4, Math.ceil(4 * lasted)));
  }

  private double wage(Person person, int day, boolean monthly) {
    double chance = parameters.labour().monthSpread() * recording.contentDraws(person).normal();
    double yearly = pay.yearly(person, day, Days.year(day)) * StrictMath.exp(chance);
    return monthly ? yearly / MONTHS : yearly;
  }
}
