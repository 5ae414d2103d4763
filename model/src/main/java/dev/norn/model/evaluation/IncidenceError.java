package dev.norn.model.evaluation;

import dev.norn.outcome.FollowUp;

/**
 * Brier scores of cumulative incidence (Gerds and Schumacher 2006): squared distance from what was
 * seen by a day, those who are censored before it made up for by others of inverse probability of
 * censoring.
 */
final class IncidenceError {

  private final FollowedPeople people;
  private final int cause;
  private final int[] days;
  private final double[][] predicted;

  /**
   * @param days rising, the last one the horizon
   * @param predicted by day, then by row
   */
  IncidenceError(FollowedPeople people, int cause, int[] days, double[][] predicted) {
    this.people = people;
    this.cause = cause;
    this.days = days;
    this.predicted = predicted;
  }

  /**
   * @param counts how often each person, by row, is in the sample
   * @return of each day
   */
  double[] of(int[] counts) {
    double[] uncensored = people.uncensoredBefore(counts);
    double all = 0;
    for (int count : counts) {
      all += count;
    }
    double[] scores = new double[days.length];
    for (int i = 0; i < days.length; i++) {
      scores[i] = sum(i, counts, uncensored) / all;
    }
    return scores;
  }

  private double sum(int at, int[] counts, double[] uncensored) {
    int day = days[at];
    double sum = 0;
    for (int row = 0; row < counts.length; row++) {
      int end = people.days()[row];
      boolean event = people.causes()[row] != FollowUp.CENSORED && end <= day;
      // Censored on the very day: nothing had happened by its end.
      boolean free = end > day || (end == day && !event);
      // Who is not in the sample may stand where nobody is left, at an infinite weight.
      if (counts[row] > 0 && (event || free)) {
        double seen = event && people.causes()[row] == cause ? 1 : 0;
        double error = seen - predicted[at][row];
        sum += counts[row] * error * error / uncensored[event ? end : day];
      }
    }
    return sum;
  }

  /** Mean over time from the landmark to the last day, by trapezia; on the landmark it is 0. */
  static double integrated(int[] days, double[] scores) {
    double area = 0;
    for (int i = 0; i < days.length; i++) {
      double before = i == 0 ? 0 : scores[i - 1];
      int start = i == 0 ? 0 : days[i - 1];
      area += (before + scores[i]) / 2 * (days[i] - start);
    }
    return area / days[days.length - 1];
  }
}
