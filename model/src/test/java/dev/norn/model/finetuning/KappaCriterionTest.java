package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Mode;
import dev.norn.model.TestingLives;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeLabel;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KappaCriterionTest {

  private static final List<HeadSpec> ITEMS =
      List.of(
          HeadSpec.ordinal("calm", List.of("1", "2", "3")),
          HeadSpec.ordinal("brave", List.of("no", "yes")));

  private final KappaCriterion criterion = new KappaCriterion(ITEMS);

  private void add(Integer calm, Integer brave, float... probabilities) {
    List<ObservedOutcome> answers = Stream.of(answer(calm), answer(brave)).toList();
    criterion.add(new LabelledSequence(TestingLives.ofChance(1, 1).get(0), answers), probabilities);
  }

  private static ObservedOutcome answer(Integer place) {
    OutcomeLabel label = place == null ? OutcomeLabel.UNKNOWN : OutcomeLabel.NEGATIVE;
    return new ObservedOutcome(label, null, place);
  }

  @Test
  void theAnswersToAllItemsMakeOneTable() {
    add(2, 0, .1f, .2f, .7f, .6f, .4f);
    add(0, 1, .5f, .3f, .2f, .9f, .1f);
    add(1, 1, .2f, .1f, .7f, .2f, .8f);
    // Observed: 2 0 0 1 1 1; predicted: 2 0 0 0 2 1. Missed by 1 twice.
    // By chance: observed 2 3 1, predicted 3 1 2 of 6: (1·(2·1 + 3·3 + 3·2 + 1·1) + 4·(2·2 + 1·3))
    // / 6.
    assertThat(criterion.value(0.7)).isCloseTo(-(1 - 2 / (46 / 6.0)), within(1e-12));
  }

  @Test
  void unknownAnswersAreLeftOut() {
    add(2, null, .1f, .2f, .7f, .6f, .4f);
    add(0, null, .8f, .1f, .1f, .9f, .1f);
    assertThat(criterion.value(0.7)).isEqualTo(-1);
  }

  @Test
  void oneClassAloneIsChance() {
    add(1, 1, .1f, .8f, .1f, .2f, .8f);
    assertThat(criterion.value(0.7)).isZero();
  }

  @Test
  void onlyOrdinalOutcomesOfThePaperAreComparedByIt() {
    ModelSpec paper = ModelSpec.tiny(TestingLives.VOCABULARY).inMode(Mode.PAPER);
    assertThat(KappaCriterion.compares(paper, ITEMS)).isTrue();
    assertThat(KappaCriterion.compares(paper.inMode(Mode.NORN), ITEMS)).isFalse();
    List<HeadSpec> mixed = List.of(ITEMS.get(0), HeadSpec.binary("death"));
    assertThat(KappaCriterion.compares(paper, mixed)).isFalse();
  }
}
