package dev.norn.model.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.evaluation.Interval;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AbstentionTest {

  private static final List<String> ALL = List.of(PeopleGroups.EVERYBODY);
  private static final int DRAWS = 300;
  private static final int PEOPLE = 2_000;

  @Test
  void theIntervalHoldsTheTrueShareAsOftenAsItSays() {
    SplittableRandom random = new SplittableRandom(1);
    int held = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      Interval interval =
          SimulatedPeople.calibrated(SimulatedPeople.draw(PEOPLE, random, ALL)).interval(1.5);
      double truth = SimulatedPeople.truth(1.5);
      held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
    }
    // Three standard errors of 95 % in 300 draws.
    assertThat((double) held / DRAWS).isCloseTo(0.95, within(0.038));
  }

  @Test
  void theUpperBoundIsThatOfClopperAndPearson() {
    assertThat(RiskControl.upperBound(0, 100, 0.05))
        .isCloseTo(1 - Math.pow(0.05, 0.01), within(1e-9));
    // Table values: 5 of 50 at 97.5 %.
    assertThat(RiskControl.upperBound(5, 50, 0.025)).isCloseTo(0.2181, within(5e-4));
    assertThat(RiskControl.upperBound(7, 7, 0.05)).isEqualTo(1);
  }

  @Test
  void riskControlKeepsItsBoundAsOftenAsItSays() {
    double risk = 0.12;
    double doubt = 0.05;
    SplittableRandom random = new SplittableRandom(2);
    int broken = 0;
    int predictedFor = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      OutcomeCalibration calibration =
          SimulatedPeople.calibrated(SimulatedPeople.draw(PEOPLE, random, ALL));
      Abstention abstention =
          new Abstention(
              new AbstentionRule(AbstentionRule.Method.RISK_CONTROL, risk, doubt), calibration);
      double errors = 0;
      int kept = 0;
      for (int i = 0; i < 5_000; i++) {
        double logit = SimulatedPeople.logit(random);
        if (abstention.reason(logit, ALL).isEmpty()) {
          double truth = SimulatedPeople.truth(logit);
          errors += calibration.probability(logit) >= 0.5 ? 1 - truth : truth;
          kept++;
        }
      }
      predictedFor += kept > 0 ? 1 : 0;
      broken += kept > 0 && errors / kept > risk ? 1 : 0;
    }
    assertThat(predictedFor).isEqualTo(DRAWS);
    // 5 % of 300 are 15; three standard errors more are 26.
    assertThat(broken).isLessThanOrEqualTo(26);
  }

  @Test
  void whoIsPredictedForIsMoreThanHalfAndNotAllWhereTheBoundBinds() {
    OutcomeCalibration calibration =
        SimulatedPeople.calibrated(SimulatedPeople.draw(PEOPLE, new SplittableRandom(3), ALL));
    boolean[] accepted =
        RiskControl.accepted(
            calibration.groups().get(PeopleGroups.EVERYBODY), calibration, .12, .05);
    int kept = 0;
    for (boolean each : accepted) {
      kept += each ? 1 : 0;
    }
    assertThat(kept).isBetween(accepted.length / 2, accepted.length - 1);
  }

  @Test
  void conformalLabelsMissAPersonsOwnNoMoreOftenThanTheySay() {
    double risk = 0.1;
    SplittableRandom random = new SplittableRandom(4);
    double positives = 0;
    double missedPositives = 0;
    double negatives = 0;
    double missedNegatives = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      LogitCounts counts =
          SimulatedPeople.draw(PEOPLE, random, ALL).groups().get(PeopleGroups.EVERYBODY);
      ConformalLabels labels = new ConformalLabels(counts, risk);
      for (int i = 0; i < 1_000; i++) {
        double logit = SimulatedPeople.logit(random);
        double truth = SimulatedPeople.truth(logit);
        int bin = counts.bin(logit);
        positives += truth;
        negatives += 1 - truth;
        missedPositives += labels.isPositivePlausible(bin) ? 0 : truth;
        missedNegatives += labels.isNegativePlausible(bin) ? 0 : 1 - truth;
      }
    }
    assertThat(missedPositives / positives).isBetween(0.03, risk);
    assertThat(missedNegatives / negatives).isBetween(0.07, risk);
  }

  @Test
  void everyGroupOfThePersonMustAllowThePrediction() {
    SplittableRandom random = new SplittableRandom(5);
    GroupedLogits people = SimulatedPeople.draw(PEOPLE, random, ALL);
    // A group whose outcome has nothing to do with the logit.
    for (int i = 0; i < 400; i++) {
      people.add(SimulatedPeople.logit(random), i % 3 == 0, List.of(PeopleGroups.EVERYBODY, "odd"));
    }
    Abstention abstention =
        new Abstention(
            new AbstentionRule(AbstentionRule.Method.RISK_CONTROL, 0.25, 0.05),
            SimulatedPeople.calibrated(people));
    assertThat(abstention.reason(-3.5, ALL)).isEmpty();
    assertThat(abstention.reason(-3.5, List.of(PeopleGroups.EVERYBODY, "odd")))
        .contains(Abstention.Reason.RISK_ABOVE_BOUND);
    assertThat(abstention.reason(-3.5, List.of(PeopleGroups.EVERYBODY, "unheard-of")))
        .contains(Abstention.Reason.GROUP_NOT_CALIBRATED);
  }

  @Test
  void withoutARuleNobodyIsAbstainedOn() {
    Abstention none =
        new Abstention(
            AbstentionRule.NONE,
            SimulatedPeople.calibrated(SimulatedPeople.draw(50, new SplittableRandom(6), ALL)));
    assertThat(none.reason(0, List.of("unheard-of"))).isEmpty();
  }

  @Test
  void aBoundThatIsNoShareIsRefused() {
    assertThatThrownBy(() -> new AbstentionRule(AbstentionRule.Method.CONFORMAL, 1, 0))
        .hasMessageContaining("[abstention] a risk above 0 and below 1");
  }
}
