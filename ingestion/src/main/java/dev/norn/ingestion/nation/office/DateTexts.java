package dev.norn.ingestion.nation.office;

import dev.norn.ingestion.nation.life.Days;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** Days as the files write them, each formatted once. Safe for use by several threads. */
final class DateTexts {
  private static final int FIRST = Days.startOfYear(1790);
  private static final int LAST = Days.startOfYear(2200);

  // Two threads may format the same day; either text is right.
  private final String[] iso = new String[LAST - FIRST];
  private final Map<RegisterFile, String[]> own = new EnumMap<>(RegisterFile.class);

  DateTexts() {
    for (RegisterFile file : RegisterFile.values()) {
      boolean special = file == RegisterFile.FAMILY || file == RegisterFile.EDUCATION;
      own.put(file, special ? new String[LAST - FIRST] : iso);
    }
  }

  String of(RegisterFile file, int day) {
    String[] texts = own.get(file);
    String text = texts[day - FIRST];
    if (text == null) {
      text = file.date(LocalDate.ofEpochDay(day));
      texts[day - FIRST] = text;
    }
    return text;
  }

  /** yyyy-MM-dd. */
  String iso(int day) {
    return of(RegisterFile.POPULATION, day);
  }
}
