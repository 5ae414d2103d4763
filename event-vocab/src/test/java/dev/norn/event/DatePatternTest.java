package dev.norn.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    assertThat(LocalDate.parse(text, DatePattern.formatter(pattern)))
        .isEqualTo(LocalDate.of(2019, 1, 31));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yyyy-MM", "HH:mm", "nonsense", "", "yyyy-MM-dd'"})
  void patternWithoutAWholeDateIsRefused(String pattern) {
    assertThatThrownBy(() -> DatePattern.formatter(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write one such as yyyy-MM-dd");
  }

  @Test
  void dayThatDoesNotExistIsNotMoved() {
    assertThatThrownBy(() -> LocalDate.parse("2019-02-30", DatePattern.formatter("yyyy-MM-dd")))
        .isInstanceOf(DateTimeParseException.class);
  }

  @Test
  void monthNamesAreEnglishOnEveryMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("da", "DK"));
      assertThat(LocalDate.parse("01 May 2019", DatePattern.formatter("dd MMM yyyy")))
          .isEqualTo(LocalDate.of(2019, 5, 1));
    } finally {
      Locale.setDefault(before);
    }
  }
}
