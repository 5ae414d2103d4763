package dev.norn.model.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.cohort.Split;
import dev.norn.disclosure.DisclosureRules;
import dev.norn.model.calibration.OutcomeCalibration;
import dev.norn.outcome.OutcomeLabel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTallyTest {

  private static final OutcomeCalibration CALIBRATION =
      new OutcomeCalibration("death", 0, 1, "", 0, 0, null, Map.of());

  private final OutcomeTally tally = new OutcomeTally(CALIBRATION, DisclosureRules.DEFAULT);

  @Test
  void fewWhoAreAbstainedOnAreNeitherCountedNorToldByTheOthers() {
    add(100, 30, "SEX_M", 0.2, OutcomeLabel.NEGATIVE);
    add(97, 30, "SEX_F", 0.2, OutcomeLabel.NEGATIVE);
    add(3, 30, "SEX_F", null, OutcomeLabel.NEGATIVE);
    assertThat(tally.abstained()).containsOnlyKeys("RISK_ABOVE_BOUND").containsValue(null);
    assertThat(tally.predicted()).isNull();
    assertThat(tally.deciles(true)).allMatch(tenth -> tenth.people() == null);
    assertThat(tally.abstainedShares())
        .containsOnlyKeys("everybody", "age 20–39", "SEX_F", "SEX_M")
        .allSatisfy((group, share) -> assertThat(share).isNull());
  }

  @Test
  void howFewAreTooFewIsAsTheRulesSay() {
    var strict = new OutcomeTally(CALIBRATION, new DisclosureRules(80, true, null, null));
    var lenient = new OutcomeTally(CALIBRATION, new DisclosureRules(5, true, null, null));
    for (OutcomeTally each : List.of(strict, lenient)) {
      add(each, 200, 30, "SEX_M", 0.2, OutcomeLabel.NEGATIVE);
      add(each, 7, 30, "SEX_F", null, OutcomeLabel.NEGATIVE);
    }
    assertThat(strict.predicted()).isNull();
    assertThat(lenient.predicted()).isEqualTo(200);
  }

  @Test
  void manyAreCounted() {
    add(100, 30, "SEX_M", 0.2, OutcomeLabel.NEGATIVE);
    add(50, 30, "SEX_M", null, OutcomeLabel.NEGATIVE);
    add(80, 50, "SEX_F", 0.2, OutcomeLabel.NEGATIVE);
    add(20, 50, "SEX_F", null, OutcomeLabel.NEGATIVE);
    assertThat(tally.predicted()).isEqualTo(180);
    assertThat(tally.abstained()).containsExactly(Map.entry("RISK_ABOVE_BOUND", 70L));
    assertThat(tally.abstainedShares())
        .containsEntry("everybody", 0.28)
        .containsEntry("age 40–59", 0.2)
        .containsEntry("SEX_F", 0.2);
    assertThat(tally.meanPredicted()).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void aShareOfFewWithTheOutcomeOrFewWithoutIsHeldBack() {
    add(60, 30, null, 0.2, OutcomeLabel.NEGATIVE);
    add(5, 30, null, 0.2, OutcomeLabel.POSITIVE);
    assertThat(tally.deciles(true))
        .singleElement()
        .satisfies(
            tenth -> {
              assertThat(tenth.people()).isEqualTo(65);
              assertThat(tenth.observed()).isNull();
            });
    add(20, 30, null, 0.2, OutcomeLabel.POSITIVE);
    assertThat(tally.deciles(true).get(0).observed()).isCloseTo(25 / 85.0, within(1e-12));
    assertThat(tally.deciles(false).get(0).observed()).isNull();
  }

  @Test
  void whereEverybodyIsAbstainedOnThereIsNoMean() {
    add(20, 30, null, null, OutcomeLabel.UNKNOWN);
    assertThat(tally.meanPredicted()).isNull();
    assertThat(tally.deciles(true)).isEmpty();
  }

  private void add(int people, float age, String sex, Double probability, OutcomeLabel label) {
    add(tally, people, age, sex, probability, label);
  }

  private static void add(
      OutcomeTally to, int people, float age, String sex, Double probability, OutcomeLabel label) {
    LocalDate landmark = LocalDate.parse("2015-12-31");
    for (int i = 0; i < people; i++) {
      to.add(
          new EncodedPerson(
              "p",
              Split.TEST,
              landmark,
              age,
              sex,
              1,
              Instant.EPOCH,
              new float[] {0},
              new PredictedAnswer[] {PredictedAnswer.NOTHING},
              new OutcomeLabel[] {label}),
          0,
          label,
          new ScoredPerson(
              "p",
              landmark,
              Split.TEST,
              "death",
              probability,
              null,
              null,
              probability == null ? null : 5,
              null,
              probability == null ? "RISK_ABOVE_BOUND" : null,
              1,
              Instant.EPOCH,
              PredictedAnswer.NOTHING));
    }
  }
}
