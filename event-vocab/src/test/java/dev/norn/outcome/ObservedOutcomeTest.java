package dev.norn.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.cohort.FactRule;
import dev.norn.event.LifeEvent;
import dev.norn.event.Lives;
import dev.norn.sequence.LandmarkDate;
import dev.norn.sequence.LandmarkSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The landmark is 1 January 2020; four years later are 1,461 days later. */
class ObservedOutcomeTest {

  private static final LandmarkDate LANDMARK = new LandmarkDate(Lives.LANDMARK);
  private static final int FOUR_YEARS = 1461;

  private static List<FactRule> any(String register) {
    return List.of(new FactRule(register, null, null, null, null));
  }

  private static final OutcomeDefinition BINARY =
      new OutcomeDefinition("divorce", "P4Y", null, any("divorce"), any("emigration"), null);

  private static final OutcomeDefinition TIME =
      new OutcomeDefinition(
          "divorce-time",
          OutcomeKind.TIME_TO_EVENT,
          "P4Y",
          null,
          any("divorce"),
          List.of(new CompetingEvent("death", any("death")), new CompetingEvent("nun", any("nun"))),
          any("emigration"),
          null,
          null,
          null,
          null,
          null);

  private static final OutcomeDefinition ORDINAL =
      new OutcomeDefinition(
          "health-class",
          OutcomeKind.ORDINAL,
          "P4Y",
          null,
          null,
          null,
          any("emigration"),
          null,
          new OutcomeClasses("survey", "health", List.of("poor", "fair", "good"), null),
          null,
          null,
          null);

  private static ObservedOutcome observe(OutcomeDefinition outcome, LifeEvent... facts) {
    return outcome.observe(List.of(facts), LANDMARK);
  }

  private static LifeEvent on(String day, String register) {
    return Lives.fact(register, "r1", day);
  }

  private static LifeEvent answer(String day, String health) {
    return Lives.fact("survey", "r1", day, "health", health);
  }

  private static ObservedOutcome followed(OutcomeLabel label, int days, int cause) {
    return new ObservedOutcome(label, new FollowUp(days, cause), null);
  }

  @Test
  void followUpEndsWithTheFirstEvent() {
    assertThat(observe(BINARY, on("2020-01-11", "divorce"), on("2021-01-01", "divorce")))
        .isEqualTo(followed(OutcomeLabel.POSITIVE, 10, 1));
    assertThat(observe(TIME, on("2020-01-11", "divorce"), on("2020-01-12", "death")))
        .isEqualTo(followed(OutcomeLabel.POSITIVE, 10, 1));
  }

  @Test
  void withoutAnEventItEndsWithTheHorizon() {
    assertThat(observe(BINARY)).isEqualTo(followed(OutcomeLabel.NEGATIVE, FOUR_YEARS, 0));
    assertThat(observe(TIME, on("2024-01-02", "divorce")))
        .isEqualTo(followed(OutcomeLabel.NEGATIVE, FOUR_YEARS, 0));
  }

  @Test
  void censoringEndsItAndLeavesTheLabelUnknown() {
    for (OutcomeDefinition outcome : List.of(BINARY, TIME)) {
      assertThat(observe(outcome, on("2020-01-21", "emigration"), on("2020-01-22", "divorce")))
          .isEqualTo(followed(OutcomeLabel.UNKNOWN, 20, 0));
    }
  }

  @Test
  void competingEventFirstIsNegative() {
    assertThat(observe(TIME, on("2020-01-11", "death"), on("2020-01-12", "divorce")))
        .isEqualTo(followed(OutcomeLabel.NEGATIVE, 10, 2));
    assertThat(observe(TIME, on("2020-01-11", "nun"), on("2020-01-12", "emigration")))
        .isEqualTo(followed(OutcomeLabel.NEGATIVE, 10, 3));
  }

  @Test
  void onOneDayTheEventOfInterestComesFirstAndCensoringLast() {
    assertThat(
            observe(
                TIME,
                on("2020-01-11", "nun"),
                on("2020-01-11", "death"),
                on("2020-01-11", "divorce"),
                on("2020-01-11", "emigration")))
        .isEqualTo(followed(OutcomeLabel.POSITIVE, 10, 1));
    assertThat(
            observe(
                TIME,
                on("2020-01-11", "nun"),
                on("2020-01-11", "death"),
                on("2020-01-11", "emigration")))
        .isEqualTo(followed(OutcomeLabel.NEGATIVE, 10, 2));
  }

  @Test
  void whoWasNeverObservedHasNoFollowUp() {
    OutcomeDefinition answered =
        new OutcomeDefinition("moved", "P4Y", null, any("move"), null, any("survey"));
    assertThat(observe(answered)).isEqualTo(followed(OutcomeLabel.UNKNOWN, 0, 0));
  }

  @Test
  void firstAnswerInTheHorizonGivesTheClass() {
    assertThat(observe(ORDINAL, answer("2020-01-01", "poor"), answer("2022-01-01", "good")))
        .isEqualTo(new ObservedOutcome(OutcomeLabel.POSITIVE, null, 2));
    assertThat(observe(ORDINAL, answer("2023-01-01", "good"), answer("2022-01-01", "poor")))
        .isEqualTo(new ObservedOutcome(OutcomeLabel.NEGATIVE, null, 0));
  }

  @Test
  void middleClassIsNotAboveTheMiddle() {
    assertThat(observe(ORDINAL, answer("2022-01-01", "fair")).label())
        .isEqualTo(OutcomeLabel.NEGATIVE);
  }

  @Test
  void answerOutsideTheOrderOrAfterCensoringGivesNoClass() {
    ObservedOutcome unknown = ObservedOutcome.of(OutcomeLabel.UNKNOWN);
    assertThat(observe(ORDINAL)).isEqualTo(unknown);
    assertThat(observe(ORDINAL, answer("2022-01-01", "refused"))).isEqualTo(unknown);
    assertThat(observe(ORDINAL, on("2021-01-01", "emigration"), answer("2022-01-01", "good")))
        .isEqualTo(unknown);
  }

  @Test
  void whoseFollowUpEndsInTheGapLeavesAnEvaluation() {
    ObservedOutcome event = observe(BINARY, on("2020-01-31", "divorce"));
    assertThat(event.followUp().days()).isEqualTo(30);
    assertThat(event.labelAfter(0)).isEqualTo(OutcomeLabel.POSITIVE);
    assertThat(event.labelAfter(29)).isEqualTo(OutcomeLabel.POSITIVE);
    assertThat(event.labelAfter(30)).isEqualTo(OutcomeLabel.UNKNOWN);
    assertThat(observe(BINARY).labelAfter(365)).isEqualTo(OutcomeLabel.NEGATIVE);
    assertThat(ObservedOutcome.of(OutcomeLabel.POSITIVE).labelAfter(30))
        .isEqualTo(OutcomeLabel.UNKNOWN);
  }

  @Test
  void formNamesCausesInTheOrderOfTheirNumbers() {
    assertThat(TIME.form(LANDMARK.span()))
        .isEqualTo(
            new OutcomeForm(
                OutcomeKind.TIME_TO_EVENT,
                FOUR_YEARS,
                List.of("divorce-time", "death", "nun"),
                List.of()));
    assertThat(ORDINAL.form(LANDMARK.span()).classes()).containsExactly("poor", "fair", "good");
    assertThat(BINARY.form(LANDMARK.span()).horizonDays()).isEqualTo(FOUR_YEARS);
  }

  @Test
  void formThatDoesNotFitItsKindIsRefused() {
    assertThatThrownBy(() -> new OutcomeForm(OutcomeKind.TIME_TO_EVENT, 0, List.of(), List.of()))
        .hasMessageContaining("time-to-event with a horizon of 0 days");
  }

  @Test
  void ofSeveralLandmarksTheLongestHorizonIsStated() {
    OutcomeDefinition oneYear =
        new OutcomeDefinition("divorce", "P1Y", null, any("divorce"), null, null);

    assertThat(oneYear.form(LandmarkSpan.parse("2018-01-01/2019-02-28")).horizonDays())
        .isEqualTo(365);
    assertThat(oneYear.form(LandmarkSpan.parse("2018-01-01/2019-03-01")).horizonDays())
        .isEqualTo(366);
  }

  @Test
  void aTimeToEventOutcomeIsFollowedAsManyDaysFromEveryLandmark() {
    // Four years from any day hold one leap day.
    assertThat(TIME.form(LandmarkSpan.parse("2010-01-01/2019-12-31")).horizonDays())
        .isEqualTo(FOUR_YEARS);
    OutcomeDefinition oneYear = timeToEvent("P1Y");
    assertThatThrownBy(() -> oneYear.form(LandmarkSpan.parse("2018-01-01/2019-12-31")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("horizon: P1Y is 365 to 366 days")
        .hasMessageContaining("as P365D");
    assertThat(timeToEvent("P365D").form(LandmarkSpan.parse("2018-01-01/2019-12-31")).horizonDays())
        .isEqualTo(365);
  }

  private static OutcomeDefinition timeToEvent(String horizon) {
    return new OutcomeDefinition(
        "divorce-time",
        OutcomeKind.TIME_TO_EVENT,
        horizon,
        null,
        any("divorce"),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static OutcomeDefinition of(OutcomeKind kind, OutcomeClasses classes) {
    return new OutcomeDefinition(
        "asked",
        kind,
        "P4Y",
        null,
        classes == null ? any("contact") : null,
        null,
        any("emigration"),
        null,
        classes,
        null,
        null,
        null);
  }

  private static final OutcomeDefinition COUNT = of(OutcomeKind.COUNT, null);

  private static final OutcomeDefinition NEXT =
      of(
          OutcomeKind.NEXT_EVENT,
          new OutcomeClasses("survey", "health", null, List.of("E", "E11", "F")));

  private static LifeEvent contact(String row, String day) {
    return Lives.fact("contact", row, day);
  }

  @Test
  void countIsOfAllFactsToTheHorizonsLastDay() {
    ObservedOutcome many =
        observe(
            COUNT,
            contact("r1", "2019-12-31"),
            contact("r2", "2020-01-02"),
            contact("r3", "2022-06-01"),
            contact("r4", "2024-01-01"),
            contact("r5", "2024-01-02"));
    assertThat(many).isEqualTo(new ObservedOutcome(OutcomeLabel.POSITIVE, new FollowUp(1, 1), 3));
    assertThat(observe(COUNT))
        .isEqualTo(new ObservedOutcome(OutcomeLabel.NEGATIVE, new FollowUp(FOUR_YEARS, 0), 0));
  }

  @Test
  void countOfWhoLeftEarlyIsNotKnownThoughAnEventWasSeen() {
    ObservedOutcome left =
        observe(COUNT, contact("r1", "2020-01-02"), on("2021-01-01", "emigration"));
    assertThat(left.answer()).isNull();
    assertThat(left.label()).isEqualTo(OutcomeLabel.POSITIVE);
  }

  @Test
  void nextEventIsOfTheLongestCodeThatItBeginsWith() {
    assertThat(observe(NEXT, answer("2021-01-01", "E119")).answer()).isEqualTo(1);
    assertThat(observe(NEXT, answer("2021-01-01", "E66")).answer()).isZero();
    assertThat(observe(NEXT, answer("2021-01-01", "Z00")).answer()).isEqualTo(3);
    assertThat(observe(NEXT).answer()).as("none").isEqualTo(4);
    assertThat(observe(NEXT).label()).isEqualTo(OutcomeLabel.NEGATIVE);
    assertThat(observe(NEXT, on("2021-01-01", "emigration")).answer()).isNull();
    assertThat(NEXT.form(LANDMARK.span()).classes()).containsExactly("E", "E11", "F", "other");
  }

  @Test
  void nextEventIsTheFirstAfterTheLandmark() {
    ObservedOutcome next =
        observe(
            NEXT,
            answer("2019-12-31", "F10"),
            Lives.fact("survey", "r2", "2022-01-01", "health", "F20"),
            Lives.fact("survey", "r3", "2021-01-01", "health", "E11"),
            on("2023-01-01", "emigration"));
    assertThat(next.answer()).isEqualTo(1);
    assertThat(next.followUp().cause()).isEqualTo(FollowUp.EVENT_OF_INTEREST);
  }
}
