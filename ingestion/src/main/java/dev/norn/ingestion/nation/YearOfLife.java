package dev.norn.ingestion.nation;

import java.time.LocalDate;
import java.time.Year;
import java.util.Optional;

/**
 * A calendar year as one person lives it.
 *
 * @param last last day on which something may happen: 31 December or the day before leaving
 */
record YearOfLife(int year, LocalDate last) {

  static YearOfLife whole(int year) {
    return new YearOfLife(year, LocalDate.of(year, 12, 31));
  }

  LocalDate first() {
    return LocalDate.of(year, 1, 1);
  }

  boolean complete() {
    return last.getYear() == year && last.getDayOfYear() == Year.of(year).length();
  }

  boolean holds(LocalDate day) {
    return !day.isBefore(first()) && !day.isAfter(last);
  }

  /** A day in the year, or nothing where the person is gone by then. */
  Optional<LocalDate> day(Draws draws) {
    LocalDate day = LocalDate.ofYearDay(year, draws.between(1, Year.of(year).length()));
    return day.isAfter(last) ? Optional.empty() : Optional.of(day);
  }

  /** The day on which an event of this yearly hazard happens, if it does while the person lives. */
  Optional<LocalDate> happens(double hazard, Draws draws) {
    return draws.chance(1 - StrictMath.exp(-hazard)) ? day(draws) : Optional.empty();
  }
}
