package dev.norn.model.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.norn.model.evaluation.StratifiedBootstrap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearAttackTest {

  private static final int PEOPLE = 2_000;
  private static final int FEATURES = 100;
  private static final StratifiedBootstrap BOOTSTRAP = new StratifiedBootstrap(200, 1, 0.95);

  private final SplittableRandom random = new SplittableRandom(1);
  private final boolean[] secrets = new boolean[PEOPLE];
  private final boolean[] half = new boolean[PEOPLE];

  /** A fit that guessed of those it was fitted to would see a secret in this noise. */
  @Test
  void noiseTellsNothing() {
    Attack attack = attack(0);
    assertThat(attack.auroc().low()).isLessThan(0.5);
    assertThat(attack.auroc().high()).isGreaterThan(0.5);
    assertThat(attack.caught().low()).isLessThan(0.01);
  }

  @Test
  void aSecretThatOneNumberHintsAtIsGuessed() {
    Attack attack = attack(1);
    // Of two normal distributions one standard deviation apart.
    assertThat(attack.auroc().low()).isGreaterThan(0.65);
    assertThat(attack.auroc().high()).isLessThan(0.8);
  }

  @Test
  void fewWhoAreSurelyKnownAreCaughtThoughTheAreaSaysLittle() {
    double[] guesses = new double[PEOPLE];
    for (int person = 0; person < PEOPLE; person++) {
      secrets[person] = person % 2 == 0;
      guesses[person] = secrets[person] && person < 200 ? 1 : random.nextDouble() * 0.9;
    }
    Attack attack = Attack.of("some", guesses, secrets, BOOTSTRAP);
    assertThat(attack.with()).isEqualTo(1_000);
    assertThat(attack.auroc().estimate()).isLessThan(0.57);
    assertThat(attack.caught().estimate()).isBetween(0.1, 0.13);
    assertThat(attack.caught().low()).isGreaterThan(0.08);
  }

  @Test
  void nobodyAndEverybodyCaughtHaveTheirExactIntervals() {
    for (boolean all : new boolean[] {false, true}) {
      double[] guesses = new double[PEOPLE];
      for (int person = 0; person < PEOPLE; person++) {
        secrets[person] = person % 2 == 0;
        guesses[person] = secrets[person] == all ? 0.9 : 0.1;
      }
      Attack attack = Attack.of("any", guesses, secrets, BOOTSTRAP);
      double edge = Math.pow(0.025, 1 / 1000.0);
      assertThat(attack.caught().low()).isCloseTo(all ? edge : 0, within(1e-9));
      assertThat(attack.caught().high()).isCloseTo(all ? 1 : 1 - edge, within(1e-9));
    }
  }

  private Attack attack(double hint) {
    double[][] features = new double[PEOPLE][FEATURES];
    for (int person = 0; person < PEOPLE; person++) {
      secrets[person] = random.nextBoolean();
      half[person] = random.nextBoolean();
      for (int i = 0; i < FEATURES; i++) {
        features[person][i] = random.nextGaussian();
      }
      features[person][0] = 50 + 10 * (features[person][0] + (secrets[person] ? hint : 0));
    }
    return Attack.of(
        "any",
        LinearAttack.guesses(features, secrets, half),
        LinearAttack.guessed(secrets, half),
        BOOTSTRAP);
  }
}
