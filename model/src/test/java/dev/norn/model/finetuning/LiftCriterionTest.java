package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Mode;
import dev.norn.model.TestingLives;
import dev.norn.model.graph.Objective;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiftCriterionTest {

  private static final PersonSequence LIFE = TestingLives.ofChance(1, 1).get(0);

  private static double value(float[] logits, OutcomeLabel... labels) {
    Objective.Criterion<LabelledSequence> criterion = new LiftCriterion();
    for (int i = 0; i < logits.length; i++) {
      criterion.add(LabelledSequence.ofLabels(LIFE, List.of(labels[i])), new float[] {logits[i]});
    }
    return criterion.value(0.7);
  }

  @Test
  void theGoldenExampleOfTheReferenceHolds() {
    double value =
        value(
            new float[] {.9f, .8f, .4f, .4f, .1f},
            OutcomeLabel.POSITIVE,
            OutcomeLabel.NEGATIVE,
            OutcomeLabel.POSITIVE,
            OutcomeLabel.NEGATIVE,
            OutcomeLabel.NEGATIVE);
    assertThat(value).isCloseTo(-0.65, within(1e-12));
  }

  @Test
  void unknownLabelsCountNeitherAsPositiveNorAsAnybody() {
    double value =
        value(
            new float[] {.9f, .5f, .1f},
            OutcomeLabel.POSITIVE,
            OutcomeLabel.UNKNOWN,
            OutcomeLabel.NEGATIVE);
    assertThat(value).isCloseTo(-0.75, within(1e-12));
  }

  @Test
  void theLossDecidesWhereALabelIsAbsent() {
    assertThat(value(new float[] {.9f, .1f}, OutcomeLabel.POSITIVE, OutcomeLabel.POSITIVE))
        .isEqualTo(0.7);
    assertThat(value(new float[] {.9f, .1f}, OutcomeLabel.NEGATIVE, OutcomeLabel.UNKNOWN))
        .isEqualTo(0.7);
  }

  @Test
  void onlyASingleBinaryOutcomeOfThePaperIsComparedByIt() {
    ModelSpec paper = ModelSpec.tiny(TestingLives.VOCABULARY).inMode(Mode.PAPER);
    List<HeadSpec> one = List.of(HeadSpec.binary("death"));
    List<HeadSpec> two = List.of(HeadSpec.binary("death"), HeadSpec.binary("emigration"));
    List<HeadSpec> ordinal = List.of(HeadSpec.ordinal("answer", List.of("1", "2", "3")));
    assertThat(LiftCriterion.compares(paper, one)).isTrue();
    assertThat(LiftCriterion.compares(paper, two)).isFalse();
    assertThat(LiftCriterion.compares(paper, ordinal)).isFalse();
    assertThat(LiftCriterion.compares(paper.inMode(Mode.NORN), one)).isFalse();
  }
}
