package dev.norn.cohort;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;

/** ISO-8601 periods for people. */
public final class PeriodWords {

  private PeriodWords() {}

  /** P1Y6M is "1 year 6 months". */
  public static String of(String period) {
    Period parsed = Period.parse(period);
    List<String> parts = new ArrayList<>();
    add(parts, parsed.getYears(), "year");
    add(parts, parsed.getMonths(), "month");
    add(parts, parsed.getDays(), "day");
    return String.join(" ", parts);
  }

  private static void add(List<String> parts, int number, String unit) {
    if (number != 0) {
      parts.add(number + " " + unit + (number == 1 ? "" : "s"));
    }
  }
}
