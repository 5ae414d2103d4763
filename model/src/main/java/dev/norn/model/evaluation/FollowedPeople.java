package dev.norn.model.evaluation;

import dev.norn.outcome.FollowUp;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long some people were followed and what ended it. Immutable.
 *
 * @param days from the landmark, at least 1, at most the horizon
 * @param causes 0 where no event ended it
 * @param horizon last day of the follow-up, from the landmark
 */
record FollowedPeople(int[] days, int[] causes, int horizon) {

  static FollowedPeople of(List<FollowUp> people, int horizon) {
    return new FollowedPeople(
        people.stream().mapToInt(FollowUp::days).toArray(),
        people.stream().mapToInt(FollowUp::cause).toArray(),
        horizon);
  }

  int people() {
    return days.length;
  }

  /** Rows in order of days. */
  int[] byDay() {
    return IntStream.range(0, days.length)
        .boxed()
        .sorted((a, b) -> Integer.compare(days[a], days[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Kaplan-Meier's probability of not being censored before a day, at place of the day: what a
   * weight by inverse probability of censoring divides by. Events of a day come before its
   * censorings. The end of the horizon censors nobody.
   *
   * @param counts how often each person, by row, is in the sample
   * @return for days 0 to the horizon
   */
  double[] uncensoredBefore(int[] counts) {
    double[] ended = new double[horizon + 1];
    double[] censored = new double[horizon + 1];
    double atRisk = 0;
    for (int row = 0; row < days.length; row++) {
      ended[days[row]] += counts[row];
      censored[days[row]] += causes[row] == FollowUp.CENSORED ? counts[row] : 0;
      atRisk += counts[row];
    }
    double[] before = new double[horizon + 1];
    double uncensored = 1;
    for (int day = 0; day <= horizon; day++) {
      before[day] = uncensored;
      double events = ended[day] - censored[day];
      if (censored[day] > 0) {
        uncensored *= 1 - censored[day] / (atRisk - events);
      }
      atRisk -= ended[day];
    }
    return before;
  }
}
