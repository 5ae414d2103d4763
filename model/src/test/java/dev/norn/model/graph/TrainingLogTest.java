package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainingLogTest {

  private final TrainingSettings settings = TrainingSettings.of(10, 1e-3, 1).withPatience(2, 0.1);

  @Test
  void fallsBelowTheLeastThatCountsDoNotPutOffTheEnd() {
    TrainingLog log = log(settings, 1.0, 0.95, 0.92);
    assertThat(log.ended()).isTrue();
    assertThat(log.bestEpoch()).isEqualTo(3);
    assertThat(log(settings.withPatience(2, 0), 1.0, 0.95, 0.92).ended()).isFalse();
  }

  @Test
  void slowFallCountsOnceItIsLargeEnough() {
    assertThat(log(settings, 1.0, 0.95, 0.89, 0.88).ended()).isFalse();
    assertThat(log(settings, 1.0, 0.95, 0.89, 0.88, 0.80).ended()).isTrue();
  }

  @Test
  void allEpochsAreTheEnd() {
    assertThat(log(settings.withEpochs(2), 1.0, 0.5).ended()).isTrue();
  }

  @Test
  void lossThatIsNoNumberIsNeverBetter() {
    assertThat(log(settings, Double.NaN, Double.NaN).ended()).isTrue();
  }

  @Test
  void epochsWithoutValidationAreNeitherKeptNorCompared() {
    TrainingSettings third =
        settings.withEpochs(4).withHeld(new TrainingSettings.Held(0, 3)).withPatience(4, 0);
    TrainingLog log = TrainingLog.empty("test", third);
    for (int epoch = 1; epoch <= 4; epoch++) {
      boolean validated = third.validatesAfter(epoch);
      double loss = validated ? 1.0 / epoch : Double.NaN;
      assertThat(log.ended()).isFalse();
      log = log.with(new TrainingLog.Epoch(epoch, validated, 1, loss, loss, 10, 100, 1));
      assertThat(log.bestEpoch()).isEqualTo(epoch < 3 ? 0 : epoch);
    }
    assertThat(log.ended()).isTrue();
  }

  private static TrainingLog log(TrainingSettings settings, double... validation) {
    TrainingLog log = TrainingLog.empty("test", settings);
    for (double loss : validation) {
      log =
          log.with(
              new TrainingLog.Epoch(log.epochs().size() + 1, true, loss, loss, loss, 10, 100, 1));
    }
    return log;
  }
}
