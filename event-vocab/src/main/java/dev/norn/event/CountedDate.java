package dev.norn.event;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form of date that a register counts instead of writing it:
 *
 * <ul>
 *   <li>{@code days-since 2000-01-01}: whole days, negative before that day
 *   <li>{@code years-before 2000-01-01}: whole years, such as an age on that day; the birthday that
 *       is meant lies up to a year earlier
 *   <li>{@code decimal-year}: 1998.997 is 31 December 1998; as {@code cal.yr} of R's package Epi
 *       writes it, 1970 + days since 1970-01-01 / 365.25, hence exact when rounded to days
 * </ul>
 *
 * @param day counted from; null for a decimal year
 */
record CountedDate(Unit unit, LocalDate day) {

  /** What is counted. */
  enum Unit {
    DAYS_SINCE,
    YEARS_BEFORE,
    DECIMAL_YEAR
  }

  private static final double DAYS_PER_YEAR = 365.25;
  private static final Pattern FORM = Pattern.compile("(days-since|years-before)(?: +(.*))?");

  /**
   * @return nothing when the format is meant to be a pattern
   * @throws IllegalArgumentException when it counts from what is no day
   */
  static Optional<CountedDate> of(String format) {
    if (format.equals("decimal-year")) {
      return Optional.of(new CountedDate(Unit.DECIMAL_YEAR, null));
    }
    Matcher form = FORM.matcher(format);
    if (!form.matches()) {
      return Optional.empty();
    }
    String day = form.group(2) == null ? "" : form.group(2);
    return Optional.of(
        new CountedDate(
            form.group(1).equals("days-since") ? Unit.DAYS_SINCE : Unit.YEARS_BEFORE,
            DatePattern.day("format: " + form.group(1), day)));
  }

  /**
   * @throws DateTimeException when the value is no such count
   */
  LocalDate read(String value) {
    try {
      return switch (unit) {
        case DAYS_SINCE -> day.plusDays(Integer.parseInt(value));
        case YEARS_BEFORE -> day.minusYears(Integer.parseInt(value));
        case DECIMAL_YEAR -> ofDecimalYear(Double.parseDouble(value));
      };
    } catch (NumberFormatException e) {
      throw new DateTimeException("not a number", e);
    }
  }

  private static LocalDate ofDecimalYear(double year) {
    // Rounding would make a day of what is no number.
    if (!Double.isFinite(year)) {
      throw new DateTimeException("not a number");
    }
    return LocalDate.ofEpochDay(Math.round((year - 1970) * DAYS_PER_YEAR));
  }
}
