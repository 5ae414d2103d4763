package dev.norn.model.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Cox model for each cause, and from all of them together the probability of an event of one
 * cause by a time: whoever is taken by another cause first can no longer have it. Immutable, safe
 * for use by several threads.
 */
public final class CompetingCauses {

  private static final double FAR_OUT = 300;

  private final List<CoxModel> models;
  private final double[] times;
  private final double[][] increments;

  /**
   * @param models of the causes 1, 2, … in this order, of the same people
   */
  CompetingCauses(List<CoxModel> models) {
    this.models = List.copyOf(models);
    Map<Double, double[]> byTime = new TreeMap<>();
    for (int cause = 0; cause < models.size(); cause++) {
      CoxModel model = models.get(cause);
      for (int i = 0; i < model.times().length; i++) {
        byTime.computeIfAbsent(model.times()[i], t -> new double[models.size()])[cause] =
            model.increments()[i];
      }
    }
    this.times = byTime.keySet().stream().mapToDouble(Double::doubleValue).toArray();
    this.increments = byTime.values().toArray(double[][]::new);
  }

  /**
   * @param ridge as in {@link CoxModel#fit}, for every cause
   */
  public static CompetingCauses fit(FollowedPeople people, double ridge) {
    List<CoxModel> models = new ArrayList<>();
    for (int cause = 1; cause <= people.greatestCause(); cause++) {
      models.add(CoxModel.fit(people, cause, ridge));
    }
    return new CompetingCauses(models);
  }

  /**
   * @param cause from 1
   */
  public CoxModel model(int cause) {
    return models.get(cause - 1);
  }

  /**
   * Cumulative incidence: probability of an event of this cause up to and including a time, given
   * that nothing happened before time 0.
   */
  public double incidence(int cause, double[] features, double until) {
    double[] ratios = models.stream().mapToDouble(m -> ratio(m, features)).toArray();
    double free = 1;
    double incidence = 0;
    for (int i = 0; i < times.length && times[i] <= until; i++) {
      double all = 0;
      for (int k = 0; k < ratios.length; k++) {
        all += ratios[k] * increments[i][k];
      }
      // Shared out by hazard, so that the causes and being free of all of them sum to 1.
      double lost = -free * Math.expm1(-all);
      incidence += lost * (ratios[cause - 1] * increments[i][cause - 1] / all);
      free -= lost;
    }
    return incidence;
  }

  /** Probability that nothing happened up to and including a time. */
  public double free(double[] features, double until) {
    double sum = 0;
    for (CoxModel model : models) {
      sum += model.cumulativeHazard(until) * ratio(model, features);
    }
    return Math.exp(-sum);
  }

  // Where a person lies so far out that the ratio would be 0 or infinite, it stays a number.
  private static double ratio(CoxModel model, double[] features) {
    return Math.exp(Math.max(-FAR_OUT, Math.min(FAR_OUT, model.logHazard(features))));
  }
}
