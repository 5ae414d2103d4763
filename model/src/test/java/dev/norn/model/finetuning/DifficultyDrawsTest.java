package dev.norn.model.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.ModelSpec;
import dev.norn.model.ModelSpec.Mode;
import dev.norn.model.TestingLives;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeLabel;
import dev.norn.sequence.PersonSequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Four hundred people and two items of three classes; all answers are the lowest. */
class DifficultyDrawsTest {

  private static final List<HeadSpec> ITEMS =
      List.of(
          HeadSpec.ordinal("calm", List.of("1", "2", "3")),
          HeadSpec.ordinal("brave", List.of("1", "2", "3")));
  private static final float THIRD = 1 / 3f;

  private final ModelSpec paper = ModelSpec.tiny(TestingLives.VOCABULARY).inMode(Mode.PAPER);
  private final List<LabelledSequence> people = new ArrayList<>();

  DifficultyDrawsTest() {
    ObservedOutcome lowest = new ObservedOutcome(OutcomeLabel.NEGATIVE, null, 0);
    for (PersonSequence life : TestingLives.ofChance(400, 1)) {
      people.add(new LabelledSequence(life, List.of(lowest, lowest)));
    }
  }

  private DifficultyDraws draws() {
    return DifficultyDraws.of(paper, ITEMS, people::stream, 1).orElseThrow();
  }

  /** The first hundred are learned with a tenth of what moved going astray, the others with all. */
  private static float[] moved(int place) {
    return place < 100
        ? new float[] {.6f, .3f, .1f, .4f, .3f, .3f}
        : new float[] {.2f, .5f, .3f, THIRD, THIRD, THIRD};
  }

  private DifficultyDraws reviewed() {
    DifficultyDraws draws = draws();
    for (int place = 0; place < people.size(); place++) {
      draws.add(people.get(place), moved(place));
    }
    draws.passed();
    return draws;
  }

  @Test
  void everybodyIsAsLikelyBeforeTheFirstReview() {
    List<LabelledSequence> first = draws().from(people.stream(), 1).toList();
    assertThat(first).hasSize(800);
    long most =
        people.stream()
            .mapToInt(person -> Collections.frequency(first, person))
            .max()
            .orElseThrow();
    // Poisson with mean 2: 11 or more of 400 people once in 300 seeds.
    assertThat(most).isBetween(5L, 10L);
  }

  @Test
  void difficultyIsWhatWentAstrayOverWhatWasLearned() {
    DifficultyDraws draws = reviewed();
    // The first item decides: all that moved was learned, but for the second item's nothing.
    double easy = 1e-10;
    // Of the given class .1333 left, to the second .1667 came; .0333 left the third.
    double astray = (THIRD - .2) * Math.log(THIRD / .2) + (.5 - THIRD) * Math.log(.5 / THIRD);
    double learned = (THIRD - .3) * Math.log(THIRD / .3);
    double hard = astray / learned;
    // A quarter is easy, so the lower quartile lies three quarters of the way from it.
    double range = hard - (easy + 0.75 * (hard - easy));
    assertThat(draws.difficulty(people.get(399))).isCloseTo(0.5 + 0.5 * hard / range, within(1e-4));
    assertThat(draws.difficulty(people.get(0))).isCloseTo(0.5, within(1e-6));
  }

  @Test
  void whoWasDifficultIsDrawnMoreOftenAndEveryEpochAnew() {
    DifficultyDraws draws = reviewed();
    List<LabelledSequence> second = draws.from(people.stream(), 2).toList();
    assertThat(second).hasSize(800);
    double share = 100 * draws.difficulty(people.get(0));
    double expected = 800 * share / (share + 300 * draws.difficulty(people.get(399)));
    long easy = second.stream().filter(people.subList(0, 100)::contains).count();
    // Five standard deviations.
    assertThat((double) easy).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    assertThat(draws.from(people.stream(), 2).toList()).isEqualTo(second);
    assertThat(draws.from(people.stream(), 3).toList()).isNotEqualTo(second);
  }

  @Test
  void whatIsRememberedDrawsTheSameAndGoesOnTheSame() {
    DifficultyDraws draws = reviewed();
    DifficultyDraws restored = draws();
    restored.remember(draws.memory());
    for (DifficultyDraws each : List.of(draws, restored)) {
      for (int place = 0; place < people.size(); place++) {
        each.add(people.get(place), moved(399 - place));
      }
      each.passed();
    }
    assertThat(restored.from(people.stream(), 3).toList())
        .isEqualTo(draws.from(people.stream(), 3).toList());
  }

  @Test
  void probabilitiesThatVanishStayComparable() {
    DifficultyDraws draws = draws();
    people.forEach(person -> draws.add(person, new float[] {0, 1, 0, 1, 0, 0}));
    draws.passed();
    people.forEach(person -> draws.add(person, new float[] {1, 0, 0, 0, 0, 1}));
    draws.passed();
    assertThat(draws.difficulty(people.get(0))).isFinite().isPositive();
  }

  @Test
  void itIsForOrdinalOutcomesOfThePaperAndOneExampleAPerson() {
    assertThat(DifficultyDraws.of(paper.inMode(Mode.NORN), ITEMS, people::stream, 1)).isEmpty();
    List<HeadSpec> mixed = List.of(ITEMS.get(0), HeadSpec.binary("death"));
    assertThat(DifficultyDraws.of(paper, mixed, people::stream, 1)).isEmpty();
    assertThatThrownBy(
            () ->
                DifficultyDraws.of(
                    paper, ITEMS, () -> Stream.concat(people.stream(), people.stream()), 1))
        .hasMessageContaining("a person occurs twice");
  }
}
