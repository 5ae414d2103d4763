package dev.norn.model.serving;

/**
 * How an outcome's logit becomes its probability: {@code sigmoid(intercept + slope * logit)}.
 *
 * @param outcome name
 */
public record OutcomeCalibration(String outcome, double intercept, double slope) {

  /** The logit's own probability, before a calibration is fitted. */
  public static OutcomeCalibration none(String outcome) {
    return new OutcomeCalibration(outcome, 0, 1);
  }
}
