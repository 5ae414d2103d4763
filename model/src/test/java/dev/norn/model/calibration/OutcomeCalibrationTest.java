package dev.norn.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutcomeCalibrationTest {

  private static final List<String> ALL = List.of(PeopleGroups.EVERYBODY);

  @Test
  void whereTheNewPeopleAreTooFewTheOneBeforeIsKeptWithItsIntervals() {
    OutcomeCalibration before =
        SimulatedPeople.calibrated(SimulatedPeople.draw(2_000, new SplittableRandom(1), ALL));
    GroupedLogits few = SimulatedPeople.draw(30, new SplittableRandom(2), ALL);
    OutcomeCalibration kept = OutcomeCalibration.fit("ill", few, before);
    assertThat(kept.isFitted()).isFalse();
    assertThat(kept.note()).startsWith("kept as before");
    assertThat(kept.interval(1)).isEqualTo(before.interval(1));
    assertThat(kept.interval(1).low()).isNotNaN();
    assertThat(CalibrationChange.of(few, before, kept).after()).isEmpty();
  }

  @Test
  void nothingIsSaidOfAfterWhereFourFifthsAreTooFewToBeFitted() {
    // Ten with the outcome, the fewest that are fitted: some four fifths have fewer.
    GroupedLogits people = new GroupedLogits();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      boolean positive = i % 20 == 0;
      people.add((positive ? 1 : 0) + random.nextDouble(-2, 2), positive, ALL);
    }
    OutcomeCalibration fitted = SimulatedPeople.calibrated(people);
    assertThat(fitted.isFitted()).isTrue();
    CalibrationChange change = CalibrationChange.of(people, fitted, fitted);
    assertThat(change.before()).isNotEmpty();
    assertThat(change.after()).isEmpty();
  }
}
