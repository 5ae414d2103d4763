package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeLabel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs that are the same for everybody, given by the bias alone. */
class CountAndNextEventHeadTest {

  private static final HeadSpec COUNT = HeadSpec.count("visits");
  private static final HeadSpec NEXT = HeadSpec.nextEvent("next", List.of("a", "b", "other"));

  private static ObservedOutcome answer(int answer) {
    return new ObservedOutcome(OutcomeLabel.POSITIVE, null, answer);
  }

  private static final ObservedOutcome UNKNOWN = ObservedOutcome.of(OutcomeLabel.POSITIVE);

  private static Map<String, float[]> bias(String outcome, float... bias) {
    return Map.of(
        "outcome.%s.weight".formatted(outcome),
        new float[TestingHeads.WIDTH * bias.length],
        "outcome.%s.bias".formatted(outcome),
        bias);
  }

  /** Half of Poisson's deviance from a mean of 2, by 3, where training's mean was 3. */
  @Test
  void lossOfACountIsHalfItsDevianceByTheMean() {
    try (TestingHeads heads = new TestingHeads(3)) {
      CountHead head =
          new CountHead(heads.input(ModelSpec.Mode.NORN), COUNT, new float[] {(float) Math.log(3)});
      Answers answers = Answers.create(heads.graph.tf(), COUNT);
      var loss = head.loss(answers);
      heads.load(bias("visits", (float) Math.log(2)));
      List<ObservedOutcome> observed = List.of(answer(0), answer(5), UNKNOWN);
      assertThat(heads.run(loss.count(), answers, observed)[0]).isEqualTo(2);
      assertThat((double) heads.run(loss.sum(), answers, observed)[0])
          .isCloseTo((2 + 5 * Math.log(5 / 2.) - 5 + 2) / 3, within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, .01, 1, 30, 300})
  void logitOfACountIsOfAnyWereItPoisson(double mean) {
    try (TestingHeads heads = new TestingHeads(1)) {
      CountHead head = new CountHead(heads.input(ModelSpec.Mode.NORN), COUNT, new float[1]);
      var logit = head.logit();
      var expected = head.detail().orElseThrow();
      heads.load(bias("visits", (float) Math.log(mean)));
      double wanted = mean > 20 ? mean : Math.log(Math.expm1(mean));
      assertThat((double) heads.run(logit, null, null)[0])
          .isCloseTo(wanted, within(1e-4 * Math.abs(wanted) + 1e-5));
      assertThat((double) heads.run(expected, null, null)[0]).isCloseTo(mean, within(1e-4 * mean));
    }
  }

  @Test
  void nextEventIsOneOfItsClassesOrNone() {
    try (TestingHeads heads = new TestingHeads(3)) {
      NextEventHead head = new NextEventHead(heads.input(ModelSpec.Mode.NORN), NEXT, new float[4]);
      Answers answers = Answers.create(heads.graph.tf(), NEXT);
      var loss = head.loss(answers);
      var probabilities = head.detail().orElseThrow();
      var logit = head.logit();
      float[] shares = {.1f, .2f, .3f, .4f};
      float[] logs = new float[4];
      for (int i = 0; i < 4; i++) {
        logs[i] = (float) Math.log(shares[i]) + 7;
      }
      heads.load(bias("next", logs));
      List<ObservedOutcome> observed = List.of(answer(1), answer(3), UNKNOWN);
      assertThat((double) heads.run(loss.sum(), answers, observed)[0])
          .isCloseTo(-Math.log(.2) - Math.log(.4), within(1e-5));
      assertThat(Arrays.copyOf(heads.run(probabilities, null, null), 4))
          .containsExactly(shares, within(1e-6f));
      assertThat((double) heads.run(logit, null, null)[0])
          .isCloseTo(Math.log(.6 / .4), within(1e-5));
    }
  }

  @Test
  void classThatTheHeadHasNotIsRefused() {
    assertThatThrownBy(() -> NEXT.answer(answer(4), new float[4], 0))
        .hasMessageContaining("class 4");
    assertThat(NEXT.answer(UNKNOWN, new float[4], 0)).isFalse();
    assertThat(COUNT.answer(UNKNOWN, new float[1], 0)).isFalse();
  }
}
