package dev.norn.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.cohort.FactRule;
import dev.norn.cohort.PresenceRule;
import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.sequence.LandmarkDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeDefinitionTest {

  private static final LandmarkDate LANDMARK = new LandmarkDate(Lives.LANDMARK);
  private static final List<FactRule> DEATH =
      List.of(new FactRule("death", null, null, null, null));
  private static final List<FactRule> EMIGRATION =
      List.of(new FactRule("emigration", null, null, null, null));
  private static final List<FactRule> SURVEY =
      List.of(new FactRule("survey", null, null, null, null));

  private static OutcomeDefinition outcome(String horizon, String gap) {
    return new OutcomeDefinition("death", horizon, gap, DEATH, EMIGRATION, null);
  }

  private static OutcomeLabel label(OutcomeDefinition outcome, LifeEvent... facts) {
    return outcome.label(List.of(facts), LANDMARK);
  }

  private static LifeEvent on(String day, String register) {
    return Lives.fact(register, "r1", day);
  }

  @Test
  void nothingInTheHorizonIsNegative() {
    assertThat(label(outcome("P4Y", null))).isEqualTo(OutcomeLabel.NEGATIVE);
  }

  @Test
  void factOnTheLandmarkDoesNotCountAndTheNextDayDoes() {
    assertThat(label(outcome("P4Y", null), on("2020-01-01", "death")))
        .isEqualTo(OutcomeLabel.NEGATIVE);
    assertThat(label(outcome("P4Y", null), on("2020-01-02", "death")))
        .isEqualTo(OutcomeLabel.POSITIVE);
  }

  @Test
  void lastDayOfTheHorizonIsIncluded() {
    assertThat(label(outcome("P4Y", null), on("2024-01-01", "death")))
        .isEqualTo(OutcomeLabel.POSITIVE);
    assertThat(label(outcome("P4Y", null), on("2024-01-02", "death")))
        .isEqualTo(OutcomeLabel.NEGATIVE);
  }

  @Test
  void nothingCountsInTheGap() {
    assertThat(label(outcome("P4Y", "P1M"), on("2020-02-01", "death")))
        .isEqualTo(OutcomeLabel.NEGATIVE);
    assertThat(label(outcome("P4Y", "P1M"), on("2020-02-02", "death")))
        .isEqualTo(OutcomeLabel.POSITIVE);
  }

  @Test
  void censoredBeforeTheCountIsUnknown() {
    assertThat(
            label(outcome("P4Y", null), on("2021-01-01", "emigration"), on("2022-01-01", "death")))
        .isEqualTo(OutcomeLabel.UNKNOWN);
    assertThat(label(outcome("P4Y", null), on("2021-01-01", "emigration")))
        .isEqualTo(OutcomeLabel.UNKNOWN);
  }

  @Test
  void countOnTheDayOfTheCensoringIsPositive() {
    assertThat(
            label(outcome("P4Y", null), on("2021-01-01", "emigration"), on("2021-01-01", "death")))
        .isEqualTo(OutcomeLabel.POSITIVE);
  }

  @Test
  void censoringAfterTheHorizonDoesNotMatter() {
    assertThat(label(outcome("P4Y", null), on("2024-01-02", "emigration")))
        .isEqualTo(OutcomeLabel.NEGATIVE);
  }

  @Test
  void leavingDuringTheGapIsUnknown() {
    assertThat(label(outcome("P4Y", "P1M"), on("2020-01-15", "emigration")))
        .isEqualTo(OutcomeLabel.UNKNOWN);
  }

  @Test
  void withoutAnAnswerTheLabelIsUnknown() {
    OutcomeDefinition answered = new OutcomeDefinition("moved", "P4Y", null, DEATH, null, SURVEY);

    assertThat(label(answered)).isEqualTo(OutcomeLabel.UNKNOWN);
    assertThat(label(answered, on("2020-01-01", "survey"))).isEqualTo(OutcomeLabel.UNKNOWN);
    assertThat(label(answered, on("2022-01-01", "survey"))).isEqualTo(OutcomeLabel.NEGATIVE);
    assertThat(label(answered, on("2022-01-01", "death"))).isEqualTo(OutcomeLabel.POSITIVE);
  }

  @Test
  void gapThatLeavesNothingOfTheHorizonIsRefused() {
    assertThatThrownBy(() -> outcome("P1Y", "P12M")).hasMessageContaining("longer than the gap");
    assertThatThrownBy(() -> outcome("P0D", null)).hasMessageContaining("horizon");
  }

  @Test
  void horizonMustBeAPeriodAfterTheLandmark() {
    assertThatThrownBy(() -> outcome("4 years", null))
        .hasMessage("horizon: '4 years' is not a period after the landmark; write one such as P4Y");
    assertThatThrownBy(() -> outcome("-P4Y", null)).hasMessageContaining("horizon");
  }

  @Test
  void outcomeWithoutACountingFactIsRefused() {
    assertThatThrownBy(() -> new OutcomeDefinition("death", "P4Y", null, List.of(), null, null))
        .hasMessageContaining("counts");
  }

  @Test
  void whoIsNotAtRiskAtTheLandmarkIsUnknownWhateverFollows() {
    OutcomeDefinition divorce =
        among(new AtRisk(List.of(isCivil("married")), List.of(isCivil("widowed"))));

    assertThat(label(divorce)).isEqualTo(OutcomeLabel.UNKNOWN);
    assertThat(label(divorce, told("2020-01-02", "married"), told("2021-01-01", "divorced")))
        .isEqualTo(OutcomeLabel.UNKNOWN);
    assertThat(label(divorce, told("2020-01-01", "married"), told("2021-01-01", "divorced")))
        .isEqualTo(OutcomeLabel.POSITIVE);
    assertThat(label(divorce, told("2020-01-01", "married"))).isEqualTo(OutcomeLabel.NEGATIVE);
    assertThat(label(divorce, told("2010-01-01", "widowed"), told("2020-01-01", "married")))
        .isEqualTo(OutcomeLabel.UNKNOWN);
  }

  @Test
  void excludingFactAfterTheLandmarkLeavesThePersonAtRisk() {
    assertThat(
            label(
                among(new AtRisk(null, List.of(isCivil("divorced")))),
                told("2020-01-02", "divorced")))
        .isEqualTo(OutcomeLabel.POSITIVE);
  }

  @Test
  void fieldThatDiffersFromTheLandmarksCountsAndTheSameAgainDoesNot() {
    assertThat(label(change(), told("2019-01-01", "a"), told("2021-01-01", "b")))
        .isEqualTo(OutcomeLabel.POSITIVE);
    assertThat(label(change(), told("2019-01-01", "a"), told("2021-01-01", "a")))
        .isEqualTo(OutcomeLabel.NEGATIVE);
  }

  @Test
  void changeIsFromTheNewestValueUpToTheLandmark() {
    assertThat(
            label(
                change(),
                told("2018-01-01", "b"),
                told("2020-01-01", "a"),
                Lives.fact("family", "2020-01-01x", "2020-01-01"),
                told("2021-01-01", "b")))
        .isEqualTo(OutcomeLabel.POSITIVE);
    assertThat(
            label(
                change(),
                told("2018-01-01", "a"),
                told("2019-01-01", "b"),
                told("2021-01-01", "b")))
        .isEqualTo(OutcomeLabel.NEGATIVE);
  }

  @Test
  void withoutAValueAtTheLandmarkThereIsNoChangeToSee() {
    assertThat(label(change(), told("2021-01-01", "b"))).isEqualTo(OutcomeLabel.UNKNOWN);
  }

  @Test
  void ruleOfWhoIsAtRiskThatSaysNothingIsRefused() {
    assertThatThrownBy(() -> new AtRisk(List.of(), null)).hasMessageContaining("among");
  }

  private static OutcomeDefinition among(AtRisk atRisk) {
    return new OutcomeDefinition(
        "divorce",
        null,
        "P4Y",
        null,
        List.of(civil("divorced")),
        null,
        null,
        null,
        null,
        atRisk,
        null,
        null);
  }

  private static OutcomeDefinition change() {
    return new OutcomeDefinition(
        "moved",
        null,
        "P4Y",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        new FieldChange("family", "civil"),
        null);
  }

  private static PresenceRule isCivil(String code) {
    return PresenceRule.ever(civil(code));
  }

  private static FactRule civil(String code) {
    return new FactRule("family", "civil", List.of(code), null, null);
  }

  private static LifeEvent told(String day, String code) {
    return Lives.fact("family", day, day, "civil", code);
  }
}
