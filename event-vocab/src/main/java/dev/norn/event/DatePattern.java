package dev.norn.event;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The date formats of definition files, read the same on every machine: a pattern of {@link
 * DateTimeFormatter}, whose month names are English and where a day that does not exist (30
 * February) is refused, not moved; or a count, see {@link CountedDate}; or an instant, see {@link
 * InstantDay}. Safe for use by several threads.
 */
public final class DatePattern {

  private static final Map<String, Function<String, LocalDate>> READERS = new ConcurrentHashMap<>();
  private static final OffsetDateTime SAMPLE =
      OffsetDateTime.of(2019, 1, 31, 0, 0, 0, 0, ZoneOffset.UTC);

  private DatePattern() {}

  /**
   * @throws IllegalArgumentException when no whole date can be read in this format
   */
  public static void check(String format) {
    reader(format);
  }

  /**
   * @param format that {@link #check} lets pass
   * @throws DateTimeException when the value is no date in this format
   */
  public static LocalDate read(String format, String value) {
    return reader(format).apply(value);
  }

  private static Function<String, LocalDate> reader(String format) {
    return READERS.computeIfAbsent(
        format,
        each ->
            CountedDate.of(each)
                .<Function<String, LocalDate>>map(counted -> counted::read)
                .or(() -> InstantDay.of(each).map(instant -> instant::read))
                .orElseGet(() -> patterned(strict(each))));
  }

  private static Function<String, LocalDate> patterned(DateTimeFormatter formatter) {
    return value -> LocalDate.parse(value, formatter);
  }

  /**
   * A day that a definition states.
   *
   * @param key stands before the message when it is none
   */
  public static LocalDate day(String key, String value) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          key + ": '" + value + "' is not a day; write it as yyyy-MM-dd", e);
    }
  }

  private static DateTimeFormatter strict(String pattern) {
    try {
      // Strict reading wants 'u' for the year: 'y' counts within an era that no register gives.
      DateTimeFormatter formatter =
          DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
      if (LocalDate.parse(SAMPLE.format(formatter), formatter).equals(SAMPLE.toLocalDate())) {
        return formatter;
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      throw refusal(pattern);
    }
    throw refusal(pattern);
  }

  private static IllegalArgumentException refusal(String pattern) {
    return new IllegalArgumentException(
        "format: '"
            + pattern
            + "' is no pattern of a whole date; write one such as yyyy-MM-dd, or days-since"
            + " 2000-01-01, years-before 2000-01-01, decimal-year, instant, last-whole-day");
  }
}
