package dev.norn.ingestion.nation.office;

import dev.norn.ingestion.nation.life.Days;
import java.nio.file.Path;

/**
 * Which file a row is delivered in. Half a year after its last day a delivery is taken: {@code
 * data/} holds what was known of the historical years by then, {@code live/} everything of the live
 * year and everything the registers came to know of earlier years since. What no register knew half
 * a year after the live year is not delivered. A place is a file's number.
 *
 * @param firstYear of the registers; what is older is delivered with it
 * @param lastYear of the history; the live year follows it
 */
record Deliveries(int firstYear, int lastYear) {
  static final int NOWHERE = -1;

  private static final RegisterFile[] FILES = RegisterFile.values();

  int places() {
    return FILES.length * (lastYear - firstYear + 2);
  }

  Path path(int place) {
    int year = firstYear + place / FILES.length;
    String folder = year <= lastYear ? "data" : "live";
    return Path.of(folder, FILES[place % FILES.length].fileName(year));
  }

  RegisterFile file(int place) {
    return FILES[place % FILES.length];
  }

  /**
   * @param recorded seconds since 1970-01-01T00:00:00Z
   */
  int place(RegisterFile file, int year, long recorded) {
    if (recorded >= taken(lastYear + 1)) {
      return NOWHERE;
    }
    boolean history = year <= lastYear && recorded < taken(lastYear);
    int delivered = history ? Math.max(firstYear, year) : lastYear + 1;
    // Spells share the labour files.
    int number = (file == RegisterFile.SPELL ? RegisterFile.LABOUR : file).ordinal();
    return (delivered - firstYear) * FILES.length + number;
  }

  /** The second before which a row of the year's delivery was recorded: 30 June. */
  static long taken(int year) {
    return 86_400L * (Days.startOfYear(year + 2) - 185);
  }
}
