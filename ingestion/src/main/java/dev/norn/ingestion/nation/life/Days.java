package dev.norn.ingestion.nation.life;

import java.time.LocalDate;

/** Time of a life: days since 1970-01-01, the part after the point being the time of day. */
public final class Days {
  public static final double YEAR = 365.25;
  public static final double NEVER = Double.POSITIVE_INFINITY;
  public static final double LONG_AGO = Double.NEGATIVE_INFINITY;

  private static final int FIRST_YEAR = 1700;
  private static final int YEARS = 600;
  private static final int[] MONTHS = new int[12 * YEARS];

  static {
    for (int i = 0; i < MONTHS.length; i++) {
      MONTHS[i] = (int) LocalDate.of(FIRST_YEAR + i / 12, 1 + i % 12, 1).toEpochDay();
    }
  }

  private Days() {}

  /** 1 January. */
  public static int startOfYear(int year) {
    return startOfMonth(year, 1);
  }

  /**
   * @param month 1 to 12; 13 is next January
   */
  static int startOfMonth(int year, int month) {
    return MONTHS[12 * (year - FIRST_YEAR) + month - 1];
  }

  public static int year(double time) {
    int year = (int) Math.floor(time / YEAR) + 1970;
    while (startOfYear(year) > time) {
      year--;
    }
    while (startOfYear(year + 1) <= time) {
      year++;
    }
    return year;
  }

  public static int day(double time) {
    return (int) Math.floor(time);
  }

  /** Completed years between two times. */
  static int age(double birth, double time) {
    return (int) Math.floor((time - birth) / YEAR);
  }
}
