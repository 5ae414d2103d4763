package dev.norn.model.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.norn.event.DefinitionException;
import dev.norn.model.TestingLives;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CausePrecisionTest {

  private static final int BY_GRADIENTS = AttributionMethod.INTEGRATED_GRADIENTS.ordinal();

  private final Vocabulary vocabulary = TestingVocabulary.ofSize(TestingLives.VOCABULARY);
  private final List<PersonSequence> lives = TestingLives.ofChance(200, 5);
  private final TrueCauses causes =
      new TrueCauses(List.of("death"), List.of(cause("six", List.of("T_6"), List.of(), null)));

  private static TrueCauses.Cause cause(
      String name, List<String> tokens, List<String> prefixes, String within) {
    return new TrueCauses.Cause(name, tokens, prefixes, null, within, null, null);
  }

  private interface Attribution {
    double of(int token);
  }

  private List<Explanation> explained(Attribution attribution) {
    return lives.stream()
        .map(
            life -> {
              double[] each = new double[life.length()];
              for (int at = 0; at < each.length; at++) {
                each[at] = attribution.of(life.tokens()[at]);
              }
              return new Explanation(new float[each.length], each, new float[each.length], 0, 0);
            })
        .toList();
  }

  private CausePrecision precision(Attribution attribution) {
    return CausePrecision.of(causes, vocabulary, lives, explained(attribution), 1)
        .get(BY_GRADIENTS);
  }

  @Test
  void attributionsThatNameTheCauseAloneRankItFirst() {
    CausePrecision precision = precision(token -> token == 6 ? -1 : 0.1);
    assertThat(precision.ranks()).hasSize(1);
    assertThat(precision.ranks().get(0).rank().estimate()).isEqualTo(1);
    assertThat(precision.top().estimate()).isGreaterThan(precision.topByChance().estimate());
  }

  @Test
  void attributionsOfChanceRankItInTheMiddle() {
    long around = 0;
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      CausePrecision precision = precision(token -> random.nextDouble(-1, 1));
      around += precision.ranks().get(0).rank().excludes(0.5) ? 0 : 1;
    }
    // 19 are expected of intervals of 95 %.
    assertThat(around).isGreaterThan(15);
  }

  @Test
  void aCauseThatFewPeopleHaveIsNotToldOf() {
    List<PersonSequence> few = lives.subList(0, 12);
    assertThat(
            CausePrecision.of(causes, vocabulary, few, explained(token -> 1).subList(0, 12), 1)
                .get(BY_GRADIENTS)
                .ranks())
        .isEmpty();
  }

  /** Events of a made-up life lie about 1,000 days apart, the last one 1,000 to 1,500 before. */
  @Test
  void aPatternKeepsToItsTimeItsAgeAndTheNewest() {
    PersonSequence life = lives.get(0);
    boolean[] any = pattern(null, null, null).ids(vocabulary);
    int all = count(pattern(null, null, null).in(life, any));
    assertThat(all).isEqualTo(ContentPositions.of(life).length);
    assertThat(count(pattern("P1Y", null, null).in(life, any))).isZero();
    assertThat(count(pattern("P5Y", null, null).in(life, any))).isEqualTo(2);
    assertThat(count(pattern(null, 71, null).in(life, any))).isZero();
    assertThat(count(pattern(null, 30, null).in(life, any))).isEqualTo(all);
    boolean[] newest = pattern(null, null, true).in(life, any);
    assertThat(count(newest)).isEqualTo(1);
    assertThat(newest[life.length() - 2]).isTrue();
  }

  @Test
  void exceptionsAreLeftOutOfAPrefix() {
    TokenPattern pattern =
        new TokenPattern(null, List.of("T_1"), List.of("T_12"), null, null, null);
    assertThat(pattern.ids(vocabulary)[11]).isTrue();
    assertThat(pattern.ids(vocabulary)[12]).isFalse();
    assertThat(pattern.ids(vocabulary)[20]).isFalse();
  }

  @Test
  void filesOfOtherOutcomesAndWithoutTokensAreRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("causes.yaml");
    Files.writeString(file, "outcomes: [death]\ncauses:\n  - {cause: six, tokens: [T_6]}\n");
    assertThat(TrueCauses.read(file, "death").causes()).hasSize(1);
    assertThatThrownBy(() -> TrueCauses.read(file, "wealth"))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("expected of wealth");
    Files.writeString(file, "outcomes: [death]\ncauses:\n  - {cause: six}\n");
    assertThatThrownBy(() -> TrueCauses.read(file, "death"))
        .hasMessageContaining("list texts under tokens");
    assertThatThrownBy(() -> pattern("two years", null, null)).hasMessageContaining("as P2Y");
  }

  private static TokenPattern pattern(String within, Integer fromAge, Boolean newest) {
    return new TokenPattern(null, List.of("T_"), null, within, fromAge, newest);
  }

  private static int count(boolean[] marks) {
    int count = 0;
    for (boolean mark : marks) {
      count += mark ? 1 : 0;
    }
    return count;
  }
}
