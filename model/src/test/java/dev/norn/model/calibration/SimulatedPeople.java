package dev.norn.model.calibration;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * People whose outcome follows from a model's logit by a known law: the model is too extreme, the
 * outcome rare.
 */
final class SimulatedPeople {

  private static final double INTERCEPT = -2;
  private static final double SLOPE = 1.2;

  private SimulatedPeople() {}

  static double truth(double logit) {
    return 1 / (1 + Math.exp(-INTERCEPT - SLOPE * logit));
  }

  static GroupedLogits draw(int people, SplittableRandom random, List<String> groups) {
    GroupedLogits drawn = new GroupedLogits();
    for (int i = 0; i < people; i++) {
      double logit = logit(random);
      drawn.add(logit, random.nextDouble() < truth(logit), groups);
    }
    return drawn;
  }

  static double logit(SplittableRandom random) {
    return 4 * (random.nextDouble() + random.nextDouble() - 1);
  }

  static OutcomeCalibration calibrated(GroupedLogits people) {
    OutcomeCalibration own = new OutcomeCalibration("ill", 0, 1, "", 0, 0, null, Map.of());
    return OutcomeCalibration.fit("ill", people, own);
  }
}
