package dev.norn.model.evaluation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One model against the true probabilities of the same people.
 *
 * @param title as in the evaluation
 * @param shares of the achievable: (model's figure − reference) / (oracle's figure − reference),
 *     the reference being the people's event rate as everybody's prediction. 0 is as good as the
 *     rate, 1 as good as the truth; for the Brier score and the log-loss this is the ratio of the
 *     skill scores. Not cut at 0 or 1: chance can carry a model past the oracle
 * @param meanAbsoluteError mean distance of predicted and true probability
 * @param rootMeanSquaredError of predicted against true probability
 * @param calibration by tenth of prediction, lowest first; fewer where many predictions are equal
 */
public record TruthFigures(
    String title,
    Map<Metric, Interval> shares,
    Interval meanAbsoluteError,
    Interval rootMeanSquaredError,
    List<TrueCalibrationBin> calibration) {

  public TruthFigures {
    shares = Collections.unmodifiableMap(new EnumMap<>(shares));
    calibration = List.copyOf(calibration);
  }

  /**
   * Distance of mean predicted and mean true probability, the mean over the tenths by people; not a
   * number without people. Without an interval: resampling would only ever add to it.
   */
  public double trueCalibrationError() {
    double sum = 0;
    double people = 0;
    for (TrueCalibrationBin bin : calibration) {
      sum += bin.people() * Math.abs(bin.error());
      people += bin.people();
    }
    return sum / people;
  }
}
