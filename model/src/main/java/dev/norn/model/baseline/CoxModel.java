package dev.norn.model.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Cox's model of the hazard of one cause (Cox 1972), ties after Efron, with a penalty of ridge / 2
 * times the sum of squared coefficients of the standardised columns; the baseline hazard after
 * Breslow. Other causes censor. Immutable, safe for use by several threads.
 */
public final class CoxModel {

  private static final int MAX_STEPS = 50;
  private static final int MAX_HALVINGS = 30;
  private static final double TOLERANCE = 1e-10;

  private final int cause;
  private final Standardisation scale;
  private final double[] coefficients;
  private final boolean converged;
  private final double[] times;
  private final double[] increments;

  private CoxModel(
      int cause,
      Standardisation scale,
      double[] coefficients,
      boolean converged,
      List<double[]> baseline) {
    this.cause = cause;
    this.scale = scale;
    this.coefficients = coefficients;
    this.converged = converged;
    this.times = baseline.stream().mapToDouble(step -> step[0]).toArray();
    this.increments = baseline.stream().mapToDouble(step -> step[1]).toArray();
  }

  /**
   * By Newton's method with step halving. Holds a standardised copy of the features.
   *
   * @param cause whose hazard it is, from 1; if nobody has it, the hazard is 0
   * @param ridge 0 for no penalty; a column that is constant, or a sum of others, then gets 0
   */
  public static CoxModel fit(FollowedPeople people, int cause, double ridge) {
    if (!(ridge >= 0)) {
      throw new IllegalArgumentException("[Cox] the penalty is " + ridge + "; expected 0 or more");
    }
    Standardisation scale = Standardisation.of(people);
    FollowedPeople standardised = scale.scaled(people);
    RiskSets sets = new RiskSets(standardised, cause);
    double[] at = new double[people.width()];
    boolean converged = false;
    for (int step = 0; step < MAX_STEPS && !converged; step++) {
      PartialLikelihood likelihood = PartialLikelihood.at(standardised, sets, at);
      double before = penalised(likelihood.value(), at, ridge);
      double[] direction = direction(likelihood, at, ridge);
      double size = 1;
      double[] next = moved(at, direction, size);
      double after = penalised(PartialLikelihood.valueAt(standardised, sets, next), next, ridge);
      for (int half = 0; half < MAX_HALVINGS && !(after >= before - TOLERANCE); half++) {
        size /= 2;
        next = moved(at, direction, size);
        after = penalised(PartialLikelihood.valueAt(standardised, sets, next), next, ridge);
      }
      at = next;
      converged = Math.abs(after - before) <= TOLERANCE * (1 + Math.abs(before));
    }
    return new CoxModel(cause, scale, at, converged, breslow(standardised, sets, at));
  }

  private static double penalised(double likelihood, double[] coefficients, double ridge) {
    return likelihood - ridge / 2 * Arrays.stream(coefficients).map(b -> b * b).sum();
  }

  private static double[] direction(PartialLikelihood likelihood, double[] at, double ridge) {
    double[] gradient = likelihood.gradient();
    double[][] information = likelihood.information();
    for (int j = 0; j < at.length; j++) {
      gradient[j] -= ridge * at[j];
      information[j][j] += ridge;
    }
    return LinearSystem.solve(information, gradient);
  }

  private static double[] moved(double[] at, double[] direction, double size) {
    double[] moved = at.clone();
    for (int j = 0; j < moved.length; j++) {
      moved[j] += size * direction[j];
    }
    return moved;
  }

  /** (time, events ÷ hazards at risk), earliest first. */
  private static List<double[]> breslow(
      FollowedPeople people, RiskSets sets, double[] coefficients) {
    List<double[]> steps = new ArrayList<>();
    double[] atRisk = new double[1];
    sets.visit(
        new RiskSets.Visitor() {
          @Override
          public void add(int person) {
            atRisk[0] += Math.exp(PartialLikelihood.dot(coefficients, people.features(person)));
          }

          @Override
          public void remove(int person) {
            atRisk[0] -= Math.exp(PartialLikelihood.dot(coefficients, people.features(person)));
          }

          @Override
          public void at(double time, int[] events) {
            steps.add(new double[] {time, events.length / atRisk[0]});
          }
        });
    Collections.reverse(steps);
    return steps;
  }

  /** Of the columns as given. */
  public double[] coefficients() {
    return scale.unscaled(coefficients);
  }

  /**
   * False where there is no finite maximum: a column that parts those with the event from others.
   */
  public boolean converged() {
    return converged;
  }

  /** Logarithm of the hazard against the {@linkplain #cumulativeHazard baseline's}. */
  public double logHazard(double[] features) {
    return PartialLikelihood.dot(coefficients, scale.scaled(features));
  }

  /**
   * Breslow's baseline hazard up to and including a time: of a person with the mean of each column,
   * but 0 in those columns that are 0 for most.
   */
  public double cumulativeHazard(double until) {
    double sum = 0;
    for (int i = 0; i < times.length && times[i] <= until; i++) {
      sum += increments[i];
    }
    return sum;
  }

  /**
   * How likely the model makes the order in which these people had their events: the logarithm of
   * the partial likelihood, without the penalty.
   */
  public double logLikelihood(FollowedPeople people) {
    FollowedPeople standardised = scale.scaled(people);
    return PartialLikelihood.valueAt(standardised, new RiskSets(standardised, cause), coefficients);
  }

  double[] times() {
    return times;
  }

  double[] increments() {
    return increments;
  }
}
