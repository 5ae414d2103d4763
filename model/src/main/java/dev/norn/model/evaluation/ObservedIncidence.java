package dev.norn.model.evaluation;

import dev.norn.model.corpus.CorpusExample;
import dev.norn.outcome.FollowUp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What came of a third of the test people, by their predicted incidence of the outcome: the
 * cumulative incidence of each cause by the estimator of Aalen and Johansen.
 *
 * @param third LOWEST, MIDDLE or HIGHEST
 * @param meanPredicted of the outcome's own cause, at the end of the horizon
 * @param steps evenly over the horizon, the first at day 0
 */
public record ObservedIncidence(Third third, int people, double meanPredicted, List<Step> steps) {

  /** Of the predictions, in their order. */
  public enum Third {
    LOWEST,
    MIDDLE,
    HIGHEST
  }

  /**
   * @param day from the landmark
   * @param atRisk people who were followed to the day without an event before it
   * @param incidence by the end of the day, by cause in the order of the causes, each with its 95 %
   *     interval
   */
  public record Step(int day, int atRisk, List<Interval> incidence) {
    public Step {
      incidence = List.copyOf(incidence);
    }
  }

  private static final int STEPS = 16;

  /** Fewer in a third would say little, and much about each. */
  private static final int LEAST = 30;

  public ObservedIncidence {
    steps = List.copyOf(steps);
  }

  /**
   * @param followed in the order of {@code people}
   * @param causes how many compete
   * @return lowest first; none of fewer than 90 people
   */
  static List<ObservedIncidence> byThird(
      List<CorpusExample> followed, FollowedPeople people, CumulativeIncidence model, int causes) {
    double[] predicted =
        followed.stream().mapToDouble(each -> model.of(each, 1, people.horizon())).toArray();
    int[] order =
        IntStream.range(0, predicted.length)
            .boxed()
            .sorted(Comparator.comparingDouble(row -> predicted[row]))
            .mapToInt(Integer::intValue)
            .toArray();
    if (order.length < Third.values().length * LEAST) {
      return List.of();
    }
    List<ObservedIncidence> thirds = new ArrayList<>();
    for (Third third : Third.values()) {
      int from = third.ordinal() * order.length / Third.values().length;
      int to = (third.ordinal() + 1) * order.length / Third.values().length;
      int[] rows = IntStream.range(from, to).map(place -> order[place]).toArray();
      double mean = IntStream.of(rows).mapToDouble(row -> predicted[row]).average().orElseThrow();
      thirds.add(new ObservedIncidence(third, rows.length, mean, steps(rows, people, causes)));
    }
    return thirds;
  }

  private static List<Step> steps(int[] rows, FollowedPeople people, int causes) {
    AalenJohansen observed =
        AalenJohansen.of(
            IntStream.of(rows)
                .mapToObj(row -> new FollowUp(people.days()[row], people.causes()[row]))
                .toList(),
            causes);
    List<Step> steps = new ArrayList<>();
    for (int step = 0; step <= STEPS; step++) {
      int day = step * people.horizon() / STEPS;
      List<Interval> incidence = new ArrayList<>();
      for (int cause = 1; cause <= causes; cause++) {
        incidence.add(observed.interval(cause, day));
      }
      int atRisk =
          (int) IntStream.of(rows).filter(row -> people.days()[row] >= Math.max(1, day)).count();
      steps.add(new Step(day, atRisk, incidence));
    }
    return steps;
  }
}
