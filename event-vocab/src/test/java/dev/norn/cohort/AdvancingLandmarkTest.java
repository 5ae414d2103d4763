package dev.norn.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.sequence.LandmarkDate;
import java.time.Instant;
import java.time.Period;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AdvancingLandmarkTest {

  private final AdvancingLandmark monthly =
      new AdvancingLandmark(LandmarkDate.parse("2020-01-31"), Period.ofMonths(1));

  private String at(String registerTime) {
    return monthly.at(Instant.parse(registerTime)).toString();
  }

  @Test
  void aLandmarkTakesOverWhenItsDayHasEnded() {
    assertThat(at("2020-02-29T23:59:59Z")).isEqualTo("2020-01-31");
    assertThat(at("2020-03-01T00:00:00Z")).isEqualTo("2020-02-29");
    assertThat(at("2020-04-01T00:00:00Z")).isEqualTo("2020-03-31");
  }

  @Test
  void theFirstStandsBeforeItsDay() {
    assertThat(at("1990-01-01T00:00:00Z")).isEqualTo("2020-01-31");
    assertThat(monthly.at(Instant.ofEpochMilli(Long.MIN_VALUE)).toString()).isEqualTo("2020-01-31");
    assertThat(monthly.nextAfter(Instant.parse("1990-01-01T00:00:00Z")))
        .isEqualTo("2020-03-01T00:00:00Z");
  }

  @Property
  void theNextTakesOverExactlyThen(@ForAll @IntRange(max = 40_000) int hours) {
    Instant now = Instant.parse("2020-01-01T00:00:00Z").plusSeconds(3_600L * hours);
    Instant next = monthly.nextAfter(now);
    assertThat(next).isAfter(now);
    assertThat(monthly.at(next.minusMillis(1))).isEqualTo(monthly.at(now));
    assertThat(monthly.at(next)).isNotEqualTo(monthly.at(now));
    assertThat(monthly.at(next).date()).isAfter(monthly.at(now).date());
  }
}
