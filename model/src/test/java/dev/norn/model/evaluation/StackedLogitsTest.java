package dev.norn.model.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** People whose true logit is half of one number and twice another, less one. */
class StackedLogitsTest {

  private static final int PEOPLE = 20_000;

  private final double[] first = new double[PEOPLE];
  private final double[] second = new double[PEOPLE];
  private final double[] noise = new double[PEOPLE];
  private final boolean[] positive = new boolean[PEOPLE];

  StackedLogitsTest() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < PEOPLE; i++) {
      first[i] = random.nextDouble(-3, 3);
      second[i] = random.nextDouble(-1, 1);
      noise[i] = random.nextDouble(-1, 1);
      double truth = LogisticFit.sigmoid(-1 + .5 * first[i] + 2 * second[i]);
      positive[i] = random.nextDouble() < truth;
    }
  }

  @Test
  void sharesAreThoseThatThePeopleHave() {
    StackedLogits stacking = StackedLogits.fit(first, second, positive).orElseThrow();
    assertThat(stacking.encoder()).isCloseTo(.5, within(.05));
    assertThat(stacking.counts()).isCloseTo(2, within(.1));
    assertThat(stacking.intercept()).isCloseTo(-1, within(.05));
    assertThat(stacking.of(2, 1)).isCloseTo(2, within(.2));
  }

  @Test
  void whatPointsTheWrongWayGetsNoShare() {
    double[] wrong = new double[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
      wrong[i] = noise[i] - first[i];
    }
    StackedLogits stacking = StackedLogits.fit(wrong, second, positive).orElseThrow();
    assertThat(stacking.encoder()).isZero();
    assertThat(stacking.counts()).isCloseTo(2, within(.3));
    assertThat(StackedLogits.fit(second, wrong, positive)).isEmpty();
  }

  @Test
  void tooFewOfAClassGiveNone() {
    boolean[] few = new boolean[PEOPLE];
    for (int i = 0; i < PlattCalibration.MIN_PER_CLASS - 1; i++) {
      few[i] = true;
    }
    assertThat(StackedLogits.fit(first, second, few)).isEqualTo(Optional.empty());
  }
}
