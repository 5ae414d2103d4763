package dev.norn.ingestion.nation.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  // A model of a country, not a fit of it; beyond that only chance.
  private static final double TOLERANCE = 0.15;

  private static List<CalibrationRow> rows;

  @BeforeAll
  static void live() throws IOException {
    rows = Calibration.of(20_000, 3, 2, done -> {});
  }

  @Test
  void everyFigureComesNearItsTarget() {
    assertThat(rows).hasSizeGreaterThan(50);
    for (CalibrationRow row : rows) {
      double chance = row.expectedEvents() > 0 ? 4 / Math.sqrt(row.expectedEvents()) : 0;
      assertThat(row.ratio()).as(row.figure()).isCloseTo(1, within(TOLERANCE + chance));
      assertThat(row.source()).as(row.figure()).isNotBlank();
    }
  }

  @Test
  void deathsOfAllAgesTogetherAreThoseOfTheTarget() {
    double achieved = 0;
    double expected = 0;
    for (CalibrationRow row : rows) {
      if (row.figure().startsWith("deaths")) {
        achieved += row.events();
        expected += row.expectedEvents();
      }
    }
    assertThat(achieved).isGreaterThan(500);
    assertThat(achieved / expected).isCloseTo(1, within(4 / Math.sqrt(achieved) + 0.03));
  }

  @Test
  void figuresDoNotDependOnTheNumberOfThreads() throws IOException {
    assertThat(Calibration.of(2_000, 3, 1, done -> {}).toString())
        .isEqualTo(Calibration.of(2_000, 3, 2, done -> {}).toString());
  }
}
