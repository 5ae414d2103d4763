package dev.norn.ingestion.nation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class NationSpecTest {

  @Test
  void standardNationIsLiveInTheYearAfterItsHistory() {
    assertThat(NationSpec.standard().liveYear()).isEqualTo(2020);
  }

  @Test
  void noPeopleAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NationSpec.standard().withPeople(0))
        .withMessageContaining("people");
  }

  @Test
  void historyThatEndsBeforeTheOutcomeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NationSpec(10, 2008, 2018, 1, 0, 0, 0))
        .withMessageContaining("expected 2019");
  }

  @Test
  void historyThatBeginsAfterTheLandmarkIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NationSpec(10, 2016, 2019, 1, 0, 0, 0))
        .withMessageContaining("firstYear");
  }

  @Test
  void rateThatIsNoNumberIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new NationSpec(10, 2008, 2019, 1, Double.NaN, 0, 0))
        .withMessageContaining("lateRate");
  }
}
