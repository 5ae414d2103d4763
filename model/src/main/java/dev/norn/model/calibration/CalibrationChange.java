package dev.norn.model.calibration;

import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.PlattCalibration;
import dev.norn.model.evaluation.Scores;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a calibration changes for the people it was fitted on. The figures after it are
 * cross-fitted: each fifth of the people by a calibration of the other four, so that they do not
 * flatter.
 *
 * @param before by metric; without those that are undefined
 * @param after likewise; empty where no new calibration was fitted, or where four fifths of the
 *     people are too few for one
 */
public record CalibrationChange(Map<Metric, Double> before, Map<Metric, Double> after) {

  private static final int FOLDS = 5;

  private static final Metric[] METRICS = {
    Metric.BRIER,
    Metric.LOG_LOSS,
    Metric.CALIBRATION_INTERCEPT,
    Metric.CALIBRATION_SLOPE,
    Metric.CALIBRATION_IN_THE_LARGE,
    Metric.ICI
  };

  public CalibrationChange {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
  }

  static CalibrationChange of(
      GroupedLogits people, OutcomeCalibration before, OutcomeCalibration after) {
    double[] logits = people.logits();
    double[] then = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      then[i] = before.probability(logits[i]);
    }
    return new CalibrationChange(
        figures(new Scores(then, people.positive())),
        after.isFitted()
            ? crossFitted(people)
                .map(now -> figures(new Scores(now, people.positive())))
                .orElse(Map.of())
            : Map.of());
  }

  private static Optional<double[]> crossFitted(GroupedLogits people) {
    double[] logits = people.logits();
    double[] probabilities = new double[logits.length];
    for (int fold = 0; fold < FOLDS; fold++) {
      int left = fold;
      PlattCalibration fit =
          PlattCalibration.fitOrIdentity(
              people.logits(row -> row % FOLDS != left),
              people.positive(row -> row % FOLDS != left));
      if (fit.method() != PlattCalibration.Method.FITTED) {
        return Optional.empty();
      }
      for (int row = fold; row < logits.length; row += FOLDS) {
        probabilities[row] = fit.probability(logits[row]);
      }
    }
    return Optional.of(probabilities);
  }

  private static Map<Metric, Double> figures(Scores scores) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    for (Metric metric : METRICS) {
      double value = metric.of(scores);
      if (Double.isFinite(value)) {
        figures.put(metric, value);
      }
    }
    return figures;
  }
}
