package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Mode;
import dev.norn.model.TestingLives;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Four hundred people, one in twenty positive. */
class BalancedDrawsTest {

  private static final List<HeadSpec> HEADS = List.of(HeadSpec.binary("death"));

  private final ModelSpec paper = ModelSpec.tiny(TestingLives.VOCABULARY).inMode(Mode.PAPER);
  private final List<LabelledSequence> people = new ArrayList<>();

  BalancedDrawsTest() {
    for (PersonSequence life : TestingLives.ofChance(400, 1)) {
      people.add(
          LabelledSequence.ofLabels(
              life,
              List.of(people.size() % 20 == 0 ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE)));
    }
  }

  private List<LabelledSequence> epoch(int epoch) {
    return BalancedDraws.of(paper, HEADS, people::stream, 1)
        .orElseThrow()
        .from(people.stream(), epoch)
        .toList();
  }

  private static boolean positive(LabelledSequence person) {
    return person.outcomes().get(0).label() == OutcomeLabel.POSITIVE;
  }

  @Test
  void halfOfAnEpochIsPositiveAndEveryEpochIsDrawnAnew() {
    for (int epoch = 1; epoch <= 20; epoch++) {
      // Six standard deviations about 200.
      assertThat(epoch(epoch)).hasSize(400);
      assertThat(epoch(epoch).stream().filter(BalancedDrawsTest::positive).count())
          .isBetween(140L, 260L);
    }
    assertThat(epoch(1)).isEqualTo(epoch(1)).isNotEqualTo(epoch(2));
  }

  @Test
  void nothingIsDrawnWithoutTheQuirkOrForSeveralOutcomes() {
    assertThat(BalancedDraws.of(paper.inMode(Mode.NORN), HEADS, people::stream, 1)).isEmpty();
    List<HeadSpec> two = List.of(HeadSpec.binary("death"), HeadSpec.binary("emigration"));
    assertThat(BalancedDraws.of(paper, two, people::stream, 1)).isEmpty();
  }
}
