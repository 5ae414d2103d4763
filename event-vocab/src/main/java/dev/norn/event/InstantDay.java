package dev.norn.event;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/** The day of an instant, as a register writes it with a time: 2020-01-31T12:00:00Z, in UTC. */
enum InstantDay {
  /** The day that it lies on. */
  ON("instant"),
  /**
   * The last day that had ended by then, to the microsecond: of what may use all that happened up
   * to an instant, that day is the last that may be used as a whole.
   */
  WHOLE_BY("last-whole-day");

  private final String format;

  InstantDay(String format) {
    this.format = format;
  }

  static Optional<InstantDay> of(String format) {
    return Arrays.stream(values()).filter(each -> each.format.equals(format)).findFirst();
  }

  /**
   * @throws java.time.DateTimeException when the value is no instant
   */
  LocalDate read(String value) {
    Instant instant = Instant.parse(value);
    return switch (this) {
      case ON -> day(instant);
      case WHOLE_BY -> day(instant.plus(1, ChronoUnit.MICROS)).minusDays(1);
    };
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
