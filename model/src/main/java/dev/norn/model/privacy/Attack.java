package dev.norn.model.privacy;

import dev.norn.model.evaluation.Interval;
import dev.norn.model.evaluation.Metric;
import dev.norn.model.evaluation.Scores;
import dev.norn.model.evaluation.StratifiedBootstrap;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * How well one attack tells people with a secret from others.
 *
 * @param name of the attack
 * @param with people who have the secret
 * @param without people who do not
 * @param auroc chance that one who has it is ranked above one who does not; 0.5 tells nothing
 * @param caught share of those who have it above the threshold that one in a hundred of the others
 *     passes (Carlini et al. 2022); the threshold is taken as given, the interval is exact for a
 *     share. Means and areas hide an attack that is sure of a few people: this shows it.
 */
public record Attack(String name, int with, int without, Interval auroc, Interval caught) {

  private static final double FALSE_ALARMS = 0.01;
  private static final double LEVEL = 0.95;

  /**
   * @param guesses 0 to 1, greater the likelier the secret
   */
  static Attack of(
      String name, double[] guesses, boolean[] secrets, StratifiedBootstrap bootstrap) {
    Scores scores = new Scores(guesses, secrets);
    return new Attack(
        name,
        scores.positives(),
        scores.people() - scores.positives(),
        bootstrap.interval(Metric.AUROC, scores),
        caught(guesses, secrets));
  }

  private static Interval caught(double[] guesses, boolean[] secrets) {
    double[] others = chosen(guesses, secrets, false);
    double[] people = chosen(guesses, secrets, true);
    double threshold = others[others.length - 1 - (int) (FALSE_ALARMS * others.length)];
    int above = 0;
    for (double guess : people) {
      above += guess > threshold ? 1 : 0;
    }
    return share(above, people.length);
  }

  /** With its exact interval (Clopper and Pearson 1934). */
  private static Interval share(int above, int people) {
    double tail = (1 - LEVEL) / 2;
    return new Interval(
        (double) above / people,
        above == 0
            ? 0
            : new BetaDistribution(above, people - above + 1).inverseCumulativeProbability(tail),
        above == people
            ? 1
            : new BetaDistribution(above + 1, people - above)
                .inverseCumulativeProbability(1 - tail));
  }

  /** Ascending. */
  private static double[] chosen(double[] guesses, boolean[] secrets, boolean which) {
    return IntStream.range(0, guesses.length)
        .filter(person -> secrets[person] == which)
        .mapToDouble(person -> guesses[person])
        .sorted()
        .toArray();
  }
}
