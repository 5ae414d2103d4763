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

  private final int people;
  private final int[] days;
  private final double[][] incidence;

  private AalenJohansen(int people, int[] days, double[][] incidence) {
    this.people = people;
    this.days = days;
    this.incidence = incidence;
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
    return new AalenJohansen(group.size(), days, incidence);
  }

  int people() {
    return people;
  }

  /**
   * @param cause from 1
   */
  double at(int cause, int day) {
    int found = Arrays.binarySearch(days, day);
    int last = found >= 0 ? found : -found - 2;
    return last < 0 ? 0 : incidence[cause - 1][last];
  }
}
