package dev.norn.model.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.cohort.Split;
import dev.norn.cohort.StableHash;
import dev.norn.model.corpus.CorpusExample;
import dev.norn.model.corpus.Examples;
import dev.norn.model.evaluation.StratifiedBootstrap;
import dev.norn.model.serving.Encoding;
import dev.norn.model.serving.TestingEncodings;
import dev.norn.outcome.OutcomeLabel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MembershipAttacksTest {

  private static final int PEOPLE = 2_000;

  /** One and a half in the logit of the outcome, of people whose outcome is a coin's. */
  @Test
  void modelThatRemembersOutcomesGivesItsMembersAway() {
    assertThat(attacks(1.5, 0))
        .allSatisfy(attack -> assertThat(attack.auroc().low()).isGreaterThan(0.6));
  }

  @Test
  void modelThatKnowsMembersNoBetterGivesNobodyAway() {
    assertThat(attacks(0, 0))
        .allSatisfy(
            attack -> {
              assertThat(attack.auroc().low()).isLessThan(0.5);
              assertThat(attack.auroc().high()).isGreaterThan(0.5);
            });
  }

  @Test
  void embeddingThatLiesElsewhereForMembersIsSeenOnlyByWhoLooksAtAll() {
    List<Attack> attacks = attacks(0, 1);
    assertThat(attacks.get(0).auroc().low()).isLessThan(0.5);
    assertThat(attacks.get(1).auroc().low()).isGreaterThan(0.7);
  }

  @Test
  void peopleWithoutAKnownOutcomeLeaveTheLossOut() {
    List<CorpusExample> examples = new ArrayList<>();
    List<Encoding> encodings = new ArrayList<>();
    for (int person = 0; person < 200; person++) {
      examples.add(
          person(person, person % 2 == 0 ? Split.TRAIN : Split.TEST, OutcomeLabel.UNKNOWN));
      encodings.add(TestingEncodings.of(new float[] {person % 7}, 0));
    }
    assertThat(on(new AttackedPeople(examples, encodings)))
        .extracting(Attack::name)
        .containsExactly("all that the release says");
  }

  /** The test side of a split by the same seed has the last part of the split's numbers. */
  @Test
  void peopleAreDrawnAlikeFromEachSideOfASplitByTheSameSeed() {
    List<String> test =
        IntStream.range(0, 40_000)
            .mapToObj(Integer::toString)
            .filter(person -> StableHash.of(1, person) > 0.85)
            .toList();
    long drawn = test.stream().filter(p -> AttackedPeople.isDrawn(p, 1, 0.3)).count();
    assertThat((double) drawn / test.size()).isBetween(0.28, 0.32);
  }

  private static List<Attack> attacks(double remembered, double shift) {
    SplittableRandom random = new SplittableRandom(1);
    List<CorpusExample> examples = new ArrayList<>();
    List<Encoding> encodings = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      boolean member = random.nextBoolean();
      boolean positive = random.nextBoolean();
      double logit = random.nextGaussian() + (member ? (positive ? 1 : -1) * remembered : 0);
      float[] embedding = new float[8];
      for (int i = 0; i < embedding.length; i++) {
        embedding[i] = (float) (random.nextGaussian() + (member && i == 3 ? shift : 0));
      }
      examples.add(
          person(
              person,
              member ? Split.TRAIN : Split.TEST,
              positive ? OutcomeLabel.POSITIVE : OutcomeLabel.NEGATIVE));
      encodings.add(TestingEncodings.of(embedding, (float) logit));
    }
    return on(new AttackedPeople(examples, encodings));
  }

  private static List<Attack> on(AttackedPeople people) {
    return new MembershipAttacks(List.of("death"), 1, new StratifiedBootstrap(200, 1, 0.95))
        .on(people);
  }

  private static CorpusExample person(int number, Split side, OutcomeLabel label) {
    return new CorpusExample(
        Examples.life(number, 40, Examples.SEX_A, 3), side, Map.of("death", label));
  }
}
