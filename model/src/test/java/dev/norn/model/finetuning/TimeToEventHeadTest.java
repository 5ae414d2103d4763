package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.outcome.FollowUp;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeForm;
import dev.norn.outcome.OutcomeKind;
import dev.norn.outcome.OutcomeLabel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two causes, two intervals to days 100 and 400; probabilities of the five cells as given. */
class TimeToEventHeadTest {

  private static final HeadSpec HEAD =
      HeadSpec.timeToEvent("death", List.of(100, 400), List.of("death", "emigration"));
  private static final float[] CELLS = {.1f, .2f, .05f, .15f, .5f};

  private static ObservedOutcome seen(int days, int cause) {
    return new ObservedOutcome(OutcomeLabel.UNKNOWN, new FollowUp(days, cause), null);
  }

  private static float[] answer(int days, int cause) {
    float[] answer = new float[5];
    assertThat(HEAD.answer(seen(days, cause), answer, 0)).isTrue();
    return answer;
  }

  @Test
  void eventIsItsOwnCellAndTheLastDayOfAnIntervalIsIncluded() {
    assertThat(answer(100, 1)).containsExactly(1, 0, 0, 0, 0);
    assertThat(answer(101, 1)).containsExactly(0, 1, 0, 0, 0);
    assertThat(answer(1, 2)).containsExactly(0, 0, 1, 0, 0);
    assertThat(answer(400, 2)).containsExactly(0, 0, 0, 1, 0);
  }

  @Test
  void censoredHasAllThatWasStillPossible() {
    assertThat(answer(250, 0)).containsExactly(0, .5f, 0, .5f, 1);
    assertThat(answer(25, 0)).containsExactly(.75f, 1, .75f, 1, 1);
    assertThat(answer(400, 0)).containsExactly(0, 0, 0, 0, 1);
  }

  @Test
  void withoutFollowUpNothingIsKnown() {
    assertThat(HEAD.answer(ObservedOutcome.of(OutcomeLabel.NEGATIVE), new float[5], 0)).isFalse();
    assertThat(HEAD.answer(seen(0, 0), new float[5], 0)).isFalse();
    assertThatThrownBy(() -> answer(3, 3)).hasMessageContaining("cause number 3");
  }

  /**
   * Death on day 50: -ln .1. Censored on day 250: -ln(.5 · .2 + .5 · .15 + .5) = -ln .675. To the
   * end: -ln .5. The fourth is unknown and weighs nothing.
   */
  @Test
  void lossIsTheLikelihoodOfWhatWasSeen() {
    try (TestingHeads heads = new TestingHeads(4)) {
      TimeToEventHead head =
          new TimeToEventHead(heads.input(ModelSpec.Mode.NORN), HEAD, new float[5]);
      Answers answers = Answers.create(heads.graph.tf(), HEAD);
      var loss = head.loss(answers);
      heads.load(
          Map.of("outcome.death.weight", new float[24 * 5], "outcome.death.bias", logs(CELLS)));
      List<ObservedOutcome> observed = List.of(seen(50, 1), seen(250, 0), seen(400, 0), seen(0, 0));
      assertThat(heads.run(loss.count(), answers, observed)[0]).isEqualTo(3);
      assertThat((double) heads.run(loss.sum(), answers, observed)[0])
          .isCloseTo(-Math.log(.1) - Math.log(.675) - Math.log(.5), within(1e-5));
    }
  }

  @Test
  void curvesAddUpAndTheLogitIsTheirEnd() {
    try (TestingHeads heads = new TestingHeads(1)) {
      TimeToEventHead head =
          new TimeToEventHead(heads.input(ModelSpec.Mode.NORN), HEAD, logs(CELLS));
      var curves = head.detail().orElseThrow();
      var logit = head.logit();
      heads.load(Map.of("outcome.death.weight", new float[24 * 5]));
      assertThat(heads.run(curves, null, null))
          .containsExactly(new float[] {.1f, .3f, .05f, .2f}, within(1e-6f));
      assertThat((double) heads.run(logit, null, null)[0])
          .isCloseTo(Math.log(.3 / .7), within(1e-5));
    }
  }

  @Test
  void intervalsHoldEqualSharesOfTheEvents() {
    OutcomeForm form =
        new OutcomeForm(OutcomeKind.TIME_TO_EVENT, 1000, List.of("death"), List.of());
    List<FollowUp> seen =
        Arrays.stream(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 60, 70})
            .mapToObj(days -> new FollowUp(days, 1))
            .toList();
    assertThat(HeadSpec.of("death", form, seen).cuts())
        .containsExactly(2, 4, 6, 8, 10, 30, 50, 1000);
    assertThat(HeadSpec.of("death", form, List.of()).cuts()).containsExactly(1000);
    assertThat(HeadSpec.of("death", form, List.of(new FollowUp(7, 1))).cuts())
        .containsExactly(7, 1000);
  }

  private static float[] logs(float[] values) {
    float[] logs = new float[values.length];
    for (int i = 0; i < logs.length; i++) {
      logs[i] = (float) Math.log(values[i]);
    }
    return logs;
  }
}
