package dev.norn.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatePatternTest {

  @ParameterizedTest
  @CsvSource({
    "yyyy-MM-dd, 2019-01-31",
    "ddMMyyyy, 31012019",
    "dd.MM.yy, 31.01.19",
    "ddMMMyyyy, 31Jan2019",
    "uuuu-MM-dd'T'HH:mm:ssX, 2019-01-31T10:00:00Z"
  })
  void wholeDatesAreRead(String pattern, String text) {
    assertThat(DatePattern.read(pattern, text)).isEqualTo(LocalDate.of(2019, 1, 31));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yyyy-MM", "HH:mm", "nonsense", "", "yyyy-MM-dd'"})
  void patternWithoutAWholeDateIsRefused(String pattern) {
    assertThatThrownBy(() -> DatePattern.check(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write one such as yyyy-MM-dd");
  }

  @Test
  void dayThatDoesNotExistIsNotMoved() {
    assertThatThrownBy(() -> DatePattern.read("yyyy-MM-dd", "2019-02-30"))
        .isInstanceOf(DateTimeParseException.class);
  }

  @Test
  void monthNamesAreEnglishOnEveryMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("da", "DK"));
      assertThat(DatePattern.read("dd MMM yyyy", "01 May 2019"))
          .isEqualTo(LocalDate.of(2019, 5, 1));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "days-since 2000-01-01, 0, 2000-01-01",
    "days-since 2000-01-01, -459, 1998-09-29",
    "days-since 2000-01-01, 1826, 2004-12-31",
    "years-before 2000-01-01, 57, 1943-01-01",
    "decimal-year, 1998.997, 1998-12-31",
    "decimal-year, 2009.99726214921, 2009-12-31",
    "decimal-year, 1970, 1970-01-01",
    "decimal-year, 1898.27104722793, 1898-04-09"
  })
  void countedDatesAreRead(String format, String value, LocalDate day) {
    assertThat(DatePattern.read(format, value)).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({
    "instant, 2015-12-31T00:00:00Z, 2015-12-31",
    "instant, 2015-12-31T23:59:59.999999Z, 2015-12-31",
    "last-whole-day, 2015-12-31T23:59:59.999999Z, 2015-12-31",
    "last-whole-day, 2015-12-31T23:59:59Z, 2015-12-30",
    "last-whole-day, 2015-12-31T12:00:00Z, 2015-12-30",
    "last-whole-day, 2016-01-01T00:00:00Z, 2015-12-31"
  })
  void instantsHaveADayAndALastDayThatHadEnded(String format, String value, LocalDate day) {
    assertThat(DatePattern.read(format, value)).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({
    "instant, 2015-12-31",
    "last-whole-day, ''",
    "days-since 2000-01-01, 1.5",
    "days-since 2000-01-01, 99999999999",
    "days-since 2000-01-01, ''",
    "years-before 2000-01-01, old",
    "years-before 2000-01-01, 2147483647",
    "decimal-year, NaN",
    "decimal-year, Infinity",
    "decimal-year, 1e300",
    "decimal-year, ''"
  })
  void whatCountsNoDateIsRefused(String format, String value) {
    assertThatThrownBy(() -> DatePattern.read(format, value)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"days-since", "days-since 2000", "years-before yesterday"})
  void countFromWhatIsNoDayIsRefused(String format) {
    assertThatThrownBy(() -> DatePattern.check(format))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a day; write it as yyyy-MM-dd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"decimal-year 1970", "days-until 2000-01-01"})
  void countThatIsNotKnownIsRefusedWithThoseThatAre(String format) {
    assertThatThrownBy(() -> DatePattern.check(format))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("days-since 2000-01-01, years-before 2000-01-01, decimal-year");
  }
}
