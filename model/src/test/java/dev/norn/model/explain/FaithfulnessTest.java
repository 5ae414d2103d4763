package dev.norn.model.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.TestingLives;
import dev.norn.model.serving.BatchEncoder;
import dev.norn.model.serving.TestingRelease;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaithfulnessTest {

  private static final int BY_GRADIENTS = AttributionMethod.INTEGRATED_GRADIENTS.ordinal();

  @TempDir private static Path release;

  private static final List<PersonSequence> LIVES = TestingLives.ofChance(60, 5);
  private static List<Explanation> explained;

  @BeforeAll
  static void explain() throws IOException {
    try (TestingRelease trained = new TestingRelease()) {
      trained.write(release);
    }
    try (IntegratedGradients gradients = IntegratedGradients.load(release, 16)) {
      explained = gradients.explain(LIVES, 0);
    }
  }

  private static DeletionTest.Figures deleted(List<Explanation> by, long seed) throws IOException {
    try (BatchEncoder encoder = new BatchEncoder(release)) {
      return new DeletionTest(encoder, 0, 5, seed).run(LIVES, by);
    }
  }

  private static Explanation negative(Explanation each) {
    double[] turned = each.integrated().clone();
    for (int i = 0; i < turned.length; i++) {
      turned[i] = -turned[i];
    }
    return new Explanation(
        each.inputGradient(), turned, each.attention(), each.logit(), each.baseline());
  }

  private static Explanation ofChance(Explanation each, SplittableRandom random) {
    return new Explanation(
        each.inputGradient(),
        random.doubles(each.integrated().length, -1, 1).toArray(),
        each.attention(),
        each.logit(),
        each.baseline());
  }

  @Test
  void deletingWhatIntegratedGradientsNameLowersTheLogitFasterThanChance() throws IOException {
    assertThat(deleted(explained, 1).methods().get(BY_GRADIENTS).beyondRandom().low()).isPositive();
  }

  @Test
  void attributionsTurnedRoundAreWorseThanChance() throws IOException {
    List<Explanation> turned = explained.stream().map(FaithfulnessTest::negative).toList();
    assertThat(deleted(turned, 1).methods().get(BY_GRADIENTS).beyondRandom().high()).isNegative();
  }

  @Test
  void attributionsOfChanceAreNotBeyondIt() throws IOException {
    SplittableRandom random = new SplittableRandom(9);
    List<Explanation> chance = explained.stream().map(each -> ofChance(each, random)).toList();
    assertThat(deleted(chance, 1).methods().get(BY_GRADIENTS).beyondRandom().excludes(0)).isFalse();
  }

  @Test
  void aSeedRepeatsItsFiguresAndAnotherDrawsOtherOrders() throws IOException {
    double[] first = deleted(explained, 1).random().drops();
    assertThat(deleted(explained, 1).random().drops()).containsExactly(first, within(1e-4));
    assertThat(deleted(explained, 2).random().drops()).isNotEqualTo(first);
  }

  @Test
  void deletedLivesKeepTheirFormAndDaysAndLoseOnlyContent() {
    PersonSequence life = LIVES.get(0);
    boolean[] left = new boolean[life.length()];
    for (int at : ContentPositions.of(life)) {
      left[at] = true;
    }
    PersonSequence form = ContentPositions.without(life, left);
    assertThat(form.length()).isEqualTo(life.length() - ContentPositions.of(life).length);
    assertThat(form.tokens()).containsOnly(1, 2);
    assertThat(ContentPositions.without(life, new boolean[life.length()])).isEqualTo(life);
  }

  @Test
  void aTrainingAgreesWithItselfAndNotWithChance() {
    SplittableRandom random = new SplittableRandom(9);
    List<Explanation> chance = explained.stream().map(each -> ofChance(each, random)).toList();
    Stability same = Stability.of(LIVES, explained, explained, 1).get(BY_GRADIENTS);
    Stability other = Stability.of(LIVES, explained, chance, 1).get(BY_GRADIENTS);
    assertThat(same.rank().estimate()).isCloseTo(1, within(1e-9));
    assertThat(same.top().estimate()).isEqualTo(1);
    assertThat(other.rank().excludes(0)).isFalse();
    assertThat(other.top().excludes(other.topByChance())).isFalse();
  }

  @Test
  void noRandomOrderIsNoTest() throws IOException {
    try (BatchEncoder encoder = new BatchEncoder(release)) {
      assertThatThrownBy(() -> new DeletionTest(encoder, 0, 0, 1))
          .hasMessageContaining("expected 1 or more");
    }
  }
}
