package dev.norn.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.TestingLives;
import dev.norn.sequence.PersonSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Tokens 5 to 8 are the only ones: a vocabulary of 9. 1 is [CLS], 2 is [SEP], 4 is [UNK]. */
class NextTokenTest {

  private static final double EXACT = 1e-12;
  private static final int VOCABULARY = 9;

  private static PersonSequence life(int... tokens) {
    return TestingLives.sequence(
        "p", tokens, new int[tokens.length], new float[tokens.length], new int[tokens.length]);
  }

  private static List<String> asked(PersonSequence life) {
    List<String> asked = new ArrayList<>();
    NextTokens.visit(life, (context, token) -> asked.add(context + ">" + token));
    return asked;
  }

  @Test
  void sentencesFollowSentencesAndTokensFollowTokens() {
    assertThat(asked(life(1, 8, 2, 5, 6, 2, 7, 6, 2)))
        .containsExactly("-1>5", "5>6", ~5 + ">7", "7>6");
  }

  @Test
  void unknownTokensAreNotAskedForButStandBefore() {
    assertThat(asked(life(1, 2, 5, 4, 6, 2, 4, 7, 2, 8, 2)))
        .containsExactly("-1>5", "4>6", "4>7", ~5 + ">8");
    assertThat(asked(life(1, 2))).isEmpty();
    assertThat(asked(life(1, 5))).isEmpty();
  }

  /** Counted: 5 twice, 6 twice, 7 once; 5 tokens and 4 choices. */
  @Test
  void unigramIsCountAndOneForEachChoice() {
    Unigram unigram = Unigram.fit(List.of(life(1, 2, 5, 6, 2, 5, 6, 7, 2)), VOCABULARY);
    assertThat(unigram.probability(0, 5)).isCloseTo(3. / 9, within(EXACT));
    assertThat(unigram.probability(0, 7)).isCloseTo(2. / 9, within(EXACT));
    assertThat(unigram.probability(0, 8)).isCloseTo(1. / 9, within(EXACT));
  }

  /**
   * Pairs: beginning>5 once, 5>6 twice, first 5>5 once, 6>7 once. Once: 3, twice: 1, so the
   * discount is 3/5. Contexts before 5: 2, 6: 1, 7: 1; 4 pairs, 3 tokens seen.
   */
  @Test
  void bigramIsKneserAndNeys() {
    Bigram bigram = Bigram.fit(List.of(life(1, 2, 5, 6, 2, 5, 6, 7, 2)), VOCABULARY);
    assertThat(bigram.discount()).isCloseTo(.6, within(EXACT));
    double alike = .6 * 3 / 4 / 4;
    assertThat(bigram.probability(99, 5)).isCloseTo(1.4 / 4 + alike, within(EXACT));
    assertThat(bigram.probability(99, 8)).isCloseTo(alike, within(EXACT));
    assertThat(bigram.probability(5, 6))
        .isCloseTo(1.4 / 2 + .6 / 2 * (.4 / 4 + alike), within(EXACT));
    assertThat(bigram.probability(5, 8)).isCloseTo(.6 / 2 * alike, within(EXACT));
    assertThat(bigram.probability(~5, 5)).isCloseTo(.4 + .6 * (1.4 / 4 + alike), within(EXACT));
  }

  @Test
  void figuresAreThoseOfTheTokensAskedFor() {
    PersonSequence life = life(1, 2, 5, 6, 2, 5, 6, 7, 2);
    Unigram unigram = Unigram.fit(List.of(life), VOCABULARY);
    NextTokenFigures figures = NextTokenFigures.of(unigram, List.of(life));
    assertThat(figures.tokens()).isEqualTo(5);
    assertThat(figures.logLoss())
        .isCloseTo(-(4 * Math.log(3. / 9) + Math.log(2. / 9)) / 5, within(EXACT));
    assertThat(figures.perplexity()).isCloseTo(Math.exp(figures.logLoss()), within(EXACT));
    // 5 and 6 are equally likely: the smaller id is said.
    assertThat(figures.topOne()).isCloseTo(2. / 5, within(EXACT));
    assertThat(figures.topTen()).isCloseTo(1, within(EXACT));
  }

  @Test
  void orderIsLearntByTheBigramAlone() {
    List<PersonSequence> chains = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 200; i++) {
      int[] tokens = new int[22];
      tokens[0] = 1;
      tokens[1] = 2;
      int token = random.nextInt(4);
      for (int at = 2; at < 22; at += 2) {
        tokens[at] = 5 + token;
        tokens[at + 1] = 2;
        token = random.nextInt(10) == 0 ? random.nextInt(4) : (token + 1) % 4;
      }
      chains.add(life(tokens));
    }
    List<PersonSequence> train = chains.subList(0, 150);
    List<PersonSequence> test = chains.subList(150, 200);
    NextTokenFigures bigram = NextTokenFigures.of(Bigram.fit(train, VOCABULARY), test);
    NextTokenFigures unigram = NextTokenFigures.of(Unigram.fit(train, VOCABULARY), test);
    assertThat(unigram.perplexity()).isBetween(3.9, 4.1);
    assertThat(bigram.perplexity()).isLessThan(2);
    assertThat(bigram.topOne()).isGreaterThan(.8);
  }

  @Property(tries = 100)
  void probabilitiesAreAboveNothingAndSumToOne(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<PersonSequence> lives = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int[] tokens =
          IntStream.range(0, 3 + random.nextInt(30)).map(at -> 2 + random.nextInt(7)).toArray();
      tokens[0] = 1;
      lives.add(life(tokens));
    }
    for (NextTokenModel model :
        List.of(Bigram.fit(lives, VOCABULARY), Unigram.fit(lives, VOCABULARY))) {
      for (int context = -10; context < 10; context++) {
        int before = context;
        double[] all =
            IntStream.range(5, VOCABULARY)
                .mapToDouble(token -> model.probability(before, token))
                .toArray();
        assertThat(Arrays.stream(all)).allMatch(p -> p > 0);
        assertThat(IntStream.range(0, 4).mapToDouble(i -> all[i]).sum()).isCloseTo(1, within(1e-9));
      }
    }
  }
}
