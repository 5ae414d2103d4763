package dev.norn.ingestion.nation.parameters;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A trap: rows dated before the study's landmark that betray who dies within the horizon after it.
 * A check for leakage must find it.
 */
public enum Leak {
  /** The diagnosis people die of, dated back before the landmark once they are dead. */
  FUTURE_ROW,
  /** A contact type that only those who will die are given. */
  REVEALING_CODE,
  /** A spell that begins before the landmark and already carries the day of death as its end. */
  END_DATE,
  /** In the spouse's records a claim as widow or widower that is older than the death. */
  HOUSEHOLD;

  /** As the command line writes it, such as {@code future-row}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Leak> labelled(String label) {
    return Arrays.stream(values()).filter(leak -> leak.label().equals(label)).findFirst();
  }

  /** Whether a death on that day is betrayed. */
  public static boolean betrays(LocalDate death, NationSpec spec) {
    LocalDate landmark = spec.landmark();
    return death.isAfter(landmark) && !death.isAfter(landmark.plusYears(NationSpec.HORIZON_YEARS));
  }
}
