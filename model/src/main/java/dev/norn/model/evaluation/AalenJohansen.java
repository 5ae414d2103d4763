package dev.norn.model.evaluation;

import dev.norn.outcome.FollowUp;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The cumulative incidence of each cause in a group, by the estimator of Aalen and Johansen: what a
 * life table becomes where people are censored and causes compete. Immutable.
 */
final class AalenJohansen {

  private static final double NORMAL_975 = 1.959963984540054;

  private final int people;
  private final int[] days;
  private final double[][] incidence;
  private final double[][] ended;

  /**
   * @param ended by day: how many were censored, and how many each cause ended
   */
  private AalenJohansen(int people, int[] days, double[][] incidence, double[][] ended) {
    this.people = people;
    this.days = days;
    this.incidence = incidence;
    this.ended = ended;
  }

  /**
   * @param causes how many compete
   */
  static AalenJohansen of(Collection<FollowUp> group, int causes) {
    Map<Integer, double[]> byDay = new TreeMap<>();
    for (FollowUp each : group) {
      byDay.computeIfAbsent(each.days(), day -> new double[causes + 1])[each.cause()]++;
    }
    int[] days = byDay.keySet().stream().mapToInt(Integer::intValue).toArray();
    double[][] incidence = new double[causes][days.length];
    double[] sofar = new double[causes];
    double free = 1;
    double atRisk = group.size();
    for (int i = 0; i < days.length; i++) {
      double[] ended = byDay.get(days[i]);
      double events = Arrays.stream(ended).sum() - ended[FollowUp.CENSORED];
      for (int cause = 0; cause < causes; cause++) {
        sofar[cause] += free * ended[cause + 1] / atRisk;
        incidence[cause][i] = sofar[cause];
      }
      free *= 1 - events / atRisk;
      atRisk -= events + ended[FollowUp.CENSORED];
    }
    return new AalenJohansen(
        group.size(), days, incidence, byDay.values().toArray(double[][]::new));
  }

  int people() {
    return people;
  }

  /**
   * @param cause from 1
   */
  double at(int cause, int day) {
    int last = last(day);
    return last < 0 ? 0 : incidence[cause - 1][last];
  }

  /**
   * The 95 % interval on the scale of log(-log), from the variance by the delta method (Marubini
   * and Valsecchi 1995, 10.3); undefined where the incidence is 0.
   *
   * @param cause from 1
   */
  Interval interval(int cause, int day) {
    double estimate = at(cause, day);
    if (estimate <= 0 || estimate >= 1) {
      return new Interval(estimate, Double.NaN, Double.NaN);
    }
    double spread =
        NORMAL_975 * Math.sqrt(variance(cause, day)) / (estimate * Math.abs(Math.log(estimate)));
    return new Interval(
        estimate, Math.pow(estimate, Math.exp(spread)), Math.pow(estimate, Math.exp(-spread)));
  }

  double variance(int cause, int day) {
    int last = last(day);
    double end = at(cause, day);
    double variance = 0;
    double free = 1;
    double atRisk = people;
    for (int i = 0; i <= last; i++) {
      double own = ended[i][cause];
      double events = Arrays.stream(ended[i]).sum() - ended[i][FollowUp.CENSORED];
      double still = end - incidence[cause - 1][i];
      if (atRisk > events) {
        variance += still * still * events / (atRisk * (atRisk - events));
      }
      variance += free * free * own * (atRisk - own) / (atRisk * atRisk * atRisk);
      variance -= 2 * still * free * own / (atRisk * atRisk);
      free *= 1 - events / atRisk;
      atRisk -= events + ended[i][FollowUp.CENSORED];
    }
    return Math.max(0, variance);
  }

  private int last(int day) {
    int found = Arrays.binarySearch(days, day);
    return found >= 0 ? found : -found - 2;
  }
}
