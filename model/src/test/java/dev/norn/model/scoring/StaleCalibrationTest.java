package dev.norn.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.evaluation.TestingEvaluations;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StaleCalibrationTest {

  private static ScoringReport report(Double scoreShift, Evaluation evaluation) {
    ScoringReport.OutcomeFigures figures =
        new ScoringReport.OutcomeFigures(
            "death",
            evaluation != null,
            "2019-12-31",
            Map.of(),
            null,
            null,
            null,
            Map.of(),
            Map.of(),
            List.of(),
            scoreShift);
    return new ScoringReport(
        null,
        List.of(),
        0,
        0,
        "2020-01-01T00:00:00Z",
        List.of(figures),
        List.of(),
        evaluation,
        Map.of(),
        null,
        "vocabulary-hash",
        "corpus-id",
        null);
  }

  @Test
  void scoresThatLieOtherwiseThanThenSpeakForCalibratingAnew() {
    assertThat(report(0.31, null).staleCalibration())
        .singleElement()
        .asString()
        .startsWith("STALE CALIBRATION? [death] scores lie otherwise")
        .endsWith("population stability index 0.310, above 0.25");
    assertThat(report(0.1, null).staleCalibration()).isEmpty();
    assertThat(report(null, null).staleCalibration()).isEmpty();
  }

  /** A coin says one half of everybody; one in five dies. */
  @Test
  void maturedOutcomesThatDidNotComeAsOftenAsSaidDoToo() {
    List<String> signs = report(null, TestingEvaluations.ofACoin("corpus-id")).staleCalibration();
    assertThat(signs).hasSize(2);
    assertThat(signs.get(0)).contains("[death] observed minus predicted on the test split is -0.");
    assertThat(signs.get(1)).contains("[death] calibration slope").contains("expected 1");
  }
}
