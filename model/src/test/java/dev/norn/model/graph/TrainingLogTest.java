package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainingLogTest {

  private final TrainingSettings settings = TrainingSettings.of(10, 1e-3, 1).withPatience(2, 0.1);

  @Test
  void fallsBelowTheLeastThatCountsDoNotPutOffTheEnd() {
    TrainingLog log = log(1.0, 0.95, 0.92);
    assertThat(log.ended(settings)).isTrue();
    assertThat(log.bestEpoch()).isEqualTo(3);
    assertThat(log.ended(settings.withPatience(2, 0))).isFalse();
  }

  @Test
  void slowFallCountsOnceItIsLargeEnough() {
    assertThat(log(1.0, 0.95, 0.89, 0.88).ended(settings)).isFalse();
    assertThat(log(1.0, 0.95, 0.89, 0.88, 0.80).ended(settings)).isTrue();
  }

  @Test
  void allEpochsAreTheEnd() {
    assertThat(log(1.0, 0.5).ended(settings.withEpochs(2))).isTrue();
  }

  @Test
  void lossThatIsNoNumberIsNeverBetter() {
    assertThat(log(Double.NaN, Double.NaN).ended(settings)).isTrue();
  }

  @Test
  void epochsWithoutValidationAreNeitherKeptNorCompared() {
    TrainingSettings third =
        settings.withEpochs(4).withHeld(new TrainingSettings.Held(0, 3)).withPatience(4, 0);
    TrainingLog log = TrainingLog.empty("test", Precision.FLOAT32);
    for (int epoch = 1; epoch <= 4; epoch++) {
      boolean validated = third.validatesAfter(epoch);
      double loss = validated ? 1.0 / epoch : Double.NaN;
      assertThat(log.ended(third)).isFalse();
      log = log.with(new TrainingLog.Epoch(epoch, validated, 1, loss, loss, 10, 100, 1));
      assertThat(log.bestEpoch()).isEqualTo(epoch < 3 ? 0 : epoch);
    }
    assertThat(log.ended(third)).isTrue();
  }

  private static TrainingLog log(double... validation) {
    TrainingLog log = TrainingLog.empty("test", Precision.FLOAT32);
    for (double loss : validation) {
      log =
          log.with(
              new TrainingLog.Epoch(log.epochs().size() + 1, true, loss, loss, loss, 10, 100, 1));
    }
    return log;
  }
}
