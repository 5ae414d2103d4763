package dev.norn.model.scoring;

import dev.norn.model.evaluation.Interval;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.OutcomeEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What speaks for calibrating anew: scores that lie otherwise than those calibrated on, and, of
 * outcomes that have matured, calibration figures whose intervals exclude what they should be.
 */
final class StaleCalibration {

  /** By custom a population stability index above this means much. */
  static final double MUCH = 0.25;

  private StaleCalibration() {}

  /** A sentence for each sign. */
  static List<String> of(ScoringReport report) {
    List<String> signs = new ArrayList<>();
    for (ScoringReport.OutcomeFigures outcome : report.outcomes()) {
      if (outcome.scoreShift() != null && outcome.scoreShift() > MUCH) {
        signs.add(
            String.format(
                Locale.ROOT,
                "STALE CALIBRATION? [%s] scores lie otherwise than those of the people calibrated"
                    + " on: population stability index %.3f, above %.2f",
                outcome.outcome(),
                outcome.scoreShift(),
                MUCH));
      }
    }
    if (report.evaluation() != null) {
      report.evaluation().outcomes().forEach(outcome -> add(outcome, signs));
    }
    return signs;
  }

  private static void add(OutcomeEvaluation outcome, List<String> signs) {
    add(outcome, Metric.CALIBRATION_IN_THE_LARGE, 0, signs);
    add(outcome, Metric.CALIBRATION_SLOPE, 1, signs);
  }

  private static void add(
      OutcomeEvaluation outcome, Metric metric, double expected, List<String> signs) {
    Interval found = outcome.model().metrics().get(metric);
    if (found.excludes(expected)) {
      signs.add(
          String.format(
              Locale.ROOT,
              "STALE CALIBRATION? [%s] %s on the test split is %s, expected %.0f; norn calibrate fits"
                  + " it anew",
              outcome.outcome(),
              metric.title(),
              found,
              expected));
    }
  }
}
