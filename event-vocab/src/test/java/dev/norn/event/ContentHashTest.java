package dev.norn.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ContentHashTest {

  @Property
  void instantsAreWrittenAsJavaWritesThem(
      @ForAll @LongRange(min = -70_000_000_000L, max = 260_000_000_000L) long second) {
    Instant whole = Instant.ofEpochSecond(second);
    assertThat(ContentHash.text(whole)).isEqualTo(whole.toString());
    Instant parts = whole.plusNanos(1_000);
    assertThat(ContentHash.text(parts)).isEqualTo(parts.toString());
  }

  @Test
  void midnightAndTheLastSecondOfADay() {
    assertThat(ContentHash.text(Instant.parse("1969-12-31T23:59:59Z")))
        .isEqualTo("1969-12-31T23:59:59Z");
    assertThat(ContentHash.text(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00Z");
  }
}
