package dev.norn.model.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenSpaceTest {

  private static final int TOKENS = 60;
  private static final int WIDTH = 8;

  private static float[][] table(long seed, int tokens) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] rows = new float[tokens][WIDTH];
    for (float[] row : rows) {
      for (int i = 0; i < WIDTH; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return rows;
  }

  /** By a turn in every plane of two channels that lie next to each other. */
  private static float[][] rotated(float[][] table) {
    float[][] rows = Arrays.stream(table).map(float[]::clone).toArray(float[][]::new);
    for (float[] row : rows) {
      for (int i = 0; i + 1 < WIDTH; i++) {
        double angle = .3 + i;
        double a = row[i] * Math.cos(angle) - row[i + 1] * Math.sin(angle);
        double b = row[i] * Math.sin(angle) + row[i + 1] * Math.cos(angle);
        row[i] = (float) a;
        row[i + 1] = (float) b;
      }
    }
    return rows;
  }

  private static SpaceReport report(TokenSpace... spaces) {
    List<String> texts = IntStream.range(0, TOKENS).mapToObj(i -> "TOKEN_" + i).toList();
    return new SpaceStudy(new SpaceSettings(1, 1_000, 199, 5, 3, 7)).report(List.of(spaces), texts);
  }

  @ParameterizedTest
  @EnumSource(Distance.class)
  void tableAndItsRotationAgreeAltogether(Distance distance) {
    MantelTest.Result result =
        new MantelTest(1_000, 199, 7)
            .compare(
                new TokenSpace(table(1, TOKENS)),
                new TokenSpace(rotated(table(1, TOKENS))),
                distance);
    assertThat(result.correlation()).isCloseTo(1, within(1e-5));
    assertThat(result.p()).isEqualTo(1.0 / 200);
  }

  @ParameterizedTest
  @EnumSource(Distance.class)
  void independentTablesDoNotAgreeAndTheirPValuesAreUniform(Distance distance) {
    List<Double> p = new ArrayList<>();
    double sum = 0;
    int runs = 200;
    for (int run = 0; run < runs; run++) {
      MantelTest.Result result =
          new MantelTest(400, 39, run)
              .compare(
                  new TokenSpace(table(2L * run + 10, 30)),
                  new TokenSpace(table(2L * run + 11, 30)),
                  distance);
      p.add(result.p());
      sum += result.correlation();
    }
    assertThat(sum / runs).isCloseTo(0, within(.02));
    // Within 3.5 standard errors of a share among 200; with 39 permutations p is a multiple of
    // 1/40.
    for (double level : new double[] {.05, .25, .5, .75}) {
      double share = p.stream().filter(value -> value <= level + 1e-9).count() / (double) runs;
      double error = Math.sqrt(level * (1 - level) / runs);
      assertThat(share).isCloseTo(level, within(3.5 * error));
    }
  }

  @Test
  void sameSeedGivesTheSameResult() {
    TokenSpace first = new TokenSpace(table(1, TOKENS));
    TokenSpace second = new TokenSpace(table(2, TOKENS));
    MantelTest test = new MantelTest(500, 99, 3);
    assertThat(test.compare(first, second, Distance.COSINE))
        .isEqualTo(test.compare(first, second, Distance.COSINE));
  }

  @Test
  void permutedColumnsKeepEveryChannelsValuesAndLoseTheStructure() {
    float[][] grouped = table(1, TOKENS);
    for (int token = 0; token < TOKENS; token++) {
      for (int i = 0; i < WIDTH; i++) {
        grouped[token][i] += token % 3 == 0 ? 6 : 0;
      }
    }
    TokenSpace space = new TokenSpace(grouped);
    TokenSpace permuted = space.withPermutedColumns(5);
    MantelTest.Result result =
        new MantelTest(1_000, 199, 7).compare(space, permuted, Distance.EUCLIDEAN);
    assertThat(result.correlation()).isLessThan(.2);
    double[] before = {0};
    double[] after = {0};
    for (int token = 0; token < TOKENS; token++) {
      before[0] += space.euclideanDistance(token, token);
      after[0] += permuted.euclideanDistance(token, token);
    }
    assertThat(after[0]).isEqualTo(before[0]);
  }

  @Test
  void agreeingModelsPassAndUnrelatedOnesFailWithTheReason() {
    TokenSpace first = new TokenSpace(table(1, TOKENS));
    TokenSpace same = new TokenSpace(rotated(table(1, TOKENS)));
    SpaceReport good = report(first, same, first);
    assertThat(good.failure()).isEmpty();
    assertThat(good.models()).hasSize(6);
    assertThat(good.references()).hasSize(4);
    assertThat(good.references())
        .allSatisfy(c -> assertThat(Math.abs(c.correlation())).isLessThan(.2));
    assertThat(good.sharedNeighbours()).isCloseTo(1, within(.01));
    SpaceReport bad = report(first, same, new TokenSpace(table(9, TOKENS)));
    assertThat(bad.failure())
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("token distances of models 1 and 3 correlate by"));
  }

  @Test
  void tokenInTheMiddleIsTheHubOfAllOthers() {
    // Spokes far apart, each close to the one row that points a little towards them all.
    float[][] rows = new float[WIDTH + 1][WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      rows[i][i] = 1;
      rows[WIDTH][i] = 1;
    }
    Hubness hubness = Hubness.of(new TokenSpace(rows), 1);
    assertThat(hubness.largest()).isEqualTo(WIDTH);
    assertThat(hubness.skewness()).isGreaterThan(2);
    assertThat(hubness.orphans()).isCloseTo(7.0 / 9, within(1e-12));
  }

  @Test
  void nearestTokensAreThoseOfTheSameDirection() {
    float[][] rows = {{1, 0}, {5, .5f}, {0, 1}, {-1, 0}, {.1f, 2}};
    Neighbours neighbours = Neighbours.of(new TokenSpace(rows), 2);
    assertThat(neighbours.of(0)).startsWith(1);
    assertThat(neighbours.of(2)).startsWith(4);
    assertThat(neighbours.of(3)).doesNotContain(0, 1);
  }

  @Test
  void adjustedPValuesAreThoseOfTheWorkedExample() {
    assertThat(BenjaminiHochberg.adjusted(new double[] {.04, .01, .03}))
        .containsExactly(new double[] {.04, .03, .04}, within(1e-12));
    assertThat(BenjaminiHochberg.adjusted(new double[] {.9, .001}))
        .containsExactly(new double[] {.9, .002}, within(1e-12));
  }

  @Test
  void tablesOfDifferentTokensAreRefused() {
    assertThatThrownBy(
            () ->
                new MantelTest(10, 9, 1)
                    .compare(
                        new TokenSpace(table(1, 5)), new TokenSpace(table(1, 6)), Distance.COSINE))
        .hasMessageContaining("same tokens in the same order");
  }
}
