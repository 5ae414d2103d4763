package dev.norn.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandmarkSpanTest {

  @ParameterizedTest
  @ValueSource(strings = {"2015-12-31", "2010-01-01/2015-12-31"})
  void oneDayIsWrittenAsADayAndSeveralAsAnInterval(String text) {
    LandmarkSpan span = LandmarkSpan.parse(text);

    assertThat(span).hasToString(text);
    assertThat(span.latest()).hasToString("2015-12-31");
    assertThat(span.isOneDay()).isEqualTo(text.length() == 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2015-12-31/2010-01-01", "2015-12-31/", "/2015-12-31", "2015", "a/b/c"})
  void whatIsNoSpanIsRefused(String text) {
    assertThatThrownBy(() -> LandmarkSpan.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("landmark: ");
  }
}
