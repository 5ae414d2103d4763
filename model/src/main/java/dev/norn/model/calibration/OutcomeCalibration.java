package dev.norn.model.calibration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.norn.model.evaluation.Interval;
import dev.norn.model.evaluation.PlattCalibration;
import dev.norn.model.serving.LogitCalibration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an outcome's logit becomes a probability.
 *
 * @param outcome name
 * @param intercept of the calibrated logit
 * @param slope of the calibrated logit
 * @param note why it is the one from before and was not fitted anew; empty where it was
 * @param people it was fitted on
 * @param positives among them
 * @param covariance of intercept and slope: variance of the one, covariance, variance of the other;
 *     null of the model's own, which were fitted elsewhere
 * @param groups counts by group, of those groups that are large enough; names as of {@link
 *     PeopleGroups}
 */
public record OutcomeCalibration(
    String outcome,
    double intercept,
    double slope,
    String note,
    int people,
    int positives,
    @JsonInclude(JsonInclude.Include.ALWAYS) List<Double> covariance,
    Map<String, LogitCounts> groups) {

  /** Standard normal deviate of the 95 % intervals. */
  private static final double DEVIATE = 1.959963984540054;

  public OutcomeCalibration {
    covariance = covariance == null ? null : List.copyOf(covariance);
    groups = new TreeMap<>(groups);
  }

  /**
   * @param before kept where the people are too few, or their logits no use, for another
   */
  static OutcomeCalibration fit(String outcome, GroupedLogits people, OutcomeCalibration before) {
    double[] logits = people.logits();
    PlattCalibration fit = PlattCalibration.fitOrIdentity(logits, people.positive());
    boolean fitted = fit.method() == PlattCalibration.Method.FITTED;
    return new OutcomeCalibration(
        outcome,
        fitted ? fit.intercept() : before.intercept,
        fitted ? fit.slope() : before.slope,
        fitted ? "" : "kept as before: " + fit.note(),
        fit.people(),
        fit.positives(),
        fitted ? fit.covariance(logits) : before.covariance,
        people.groups());
  }

  /** Of the model itself, which counted nobody. */
  static OutcomeCalibration of(String outcome, LogitCalibration own) {
    return new OutcomeCalibration(
        outcome, own.intercept(), own.slope(), "the model's own", 0, 0, null, Map.of());
  }

  /** Calibrated probability. */
  public double probability(double logit) {
    return sigmoid(intercept + slope * logit);
  }

  /**
   * How sure the calibration is of the probability: 95 % interval of the share of people with this
   * logit who have the outcome, from the covariance of intercept and slope (Wald, on the logit
   * scale). Says nothing of what the model itself would be on other training data. Undefined where
   * intercept and slope are the model's own.
   */
  public Interval interval(double logit) {
    double at = intercept + slope * logit;
    if (covariance == null) {
      return new Interval(sigmoid(at), Double.NaN, Double.NaN);
    }
    double variance =
        covariance.get(0) + 2 * logit * covariance.get(1) + logit * logit * covariance.get(2);
    double spread = DEVIATE * Math.sqrt(Math.max(0, variance));
    return new Interval(sigmoid(at), sigmoid(at - spread), sigmoid(at + spread));
  }

  /** Whether it was fitted on its people, and not kept from before. */
  @JsonIgnore
  public boolean isFitted() {
    return note.isEmpty();
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
