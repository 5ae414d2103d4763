package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeLabel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everybody has the logit ln 3, that is the probability 3/4: -ln(3/4) and -ln(1/4) are losses. */
class BinaryHeadTest {

  private static final HeadSpec HEAD = HeadSpec.binary("death");
  private static final double IF_POSITIVE = -Math.log(.75);
  private static final double IF_NEGATIVE = -Math.log(.25);

  private static double mean(ModelSpec.Mode mode, OutcomeLabel... labels) {
    try (TestingHeads heads = new TestingHeads(labels.length)) {
      BinaryHead head = new BinaryHead(heads.input(mode), HEAD, new float[] {(float) Math.log(3)});
      Answers answers = Answers.create(heads.graph.tf(), HEAD);
      var loss = head.loss(answers);
      heads.load(Map.of("outcome.death.weight", new float[24]));
      List<ObservedOutcome> observed = List.of(labels).stream().map(ObservedOutcome::of).toList();
      return heads.run(loss.sum(), answers, observed)[0]
          / heads.run(loss.count(), answers, observed)[0];
    }
  }

  @Test
  void naturalLossIsTheMeanOverThoseWhoAreKnown() {
    assertThat(
            mean(
                ModelSpec.Mode.NORN,
                OutcomeLabel.POSITIVE,
                OutcomeLabel.NEGATIVE,
                OutcomeLabel.NEGATIVE,
                OutcomeLabel.UNKNOWN))
        .isCloseTo((IF_POSITIVE + 2 * IF_NEGATIVE) / 3, within(1e-6));
  }

  @Test
  void publishedLossGivesBothLabelsHalfTheWeight() {
    assertThat(
            mean(
                ModelSpec.Mode.PAPER,
                OutcomeLabel.POSITIVE,
                OutcomeLabel.NEGATIVE,
                OutcomeLabel.NEGATIVE,
                OutcomeLabel.UNKNOWN))
        .isCloseTo((IF_POSITIVE + IF_NEGATIVE) / 2, within(1e-6));
  }

  @Test
  void publishedLossOfOneSideAloneIsHalved() {
    assertThat(mean(ModelSpec.Mode.PAPER, OutcomeLabel.NEGATIVE, OutcomeLabel.NEGATIVE))
        .isCloseTo(IF_NEGATIVE / 2, within(1e-6));
  }
}
