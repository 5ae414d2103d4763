package dev.norn.ingestion.nation.truth;

import dev.norn.ingestion.nation.life.Community;
import dev.norn.ingestion.nation.life.Days;
import dev.norn.ingestion.nation.life.HazardWitness;
import dev.norn.ingestion.nation.life.Outcome;
import dev.norn.ingestion.nation.life.Person;

/**
 * True probabilities at a landmark: the mean over many futures that start from the state on that
 * day. In each future a person adds up hazard times years at risk until the outcome, death or
 * emigration; the expectation of that sum is the probability of the outcome (the compensator of a
 * counting process), and it varies far less than counting the outcomes would.
 */
public final class Futures {
  private static final Outcome[] OUTCOMES = Outcome.values();

  private final int people;
  private final int futures;
  private final double[][] happened = new double[OUTCOMES.length][];
  private final double[][] emigrated = new double[OUTCOMES.length][];

  private Futures(int people, int futures) {
    this.people = people;
    this.futures = futures;
    for (int i = 0; i < OUTCOMES.length; i++) {
      happened[i] = new double[people];
      emigrated[i] = new double[people];
    }
  }

  /**
   * Lives the futures of a community, which itself stays as it is.
   *
   * @param futures how many; the standard error falls with the root of it
   */
  public static Futures of(Community community, long seed, int futures, double years) {
    Futures result = new Futures(community.people().size(), futures);
    double end = community.now() + years * Days.YEAR;
    for (int path = 0; path < futures; path++) {
      Sum sum = result.new Sum();
      Community future = community.future(seed, path, sum);
      future.runTo(end);
      future.endStretches();
    }
    return result;
  }

  /** One future's sums. */
  private final class Sum implements HazardWitness {
    private final boolean[][] over = new boolean[OUTCOMES.length][people];

    @Override
    public void stretch(Person person, double from, double to) {
      int number = person.number();
      if (number >= people) {
        return;
      }
      double years = (to - from) / Days.YEAR;
      double leaving = person.hazard(Outcome.EMIGRATION) * years;
      for (int i = 0; i < OUTCOMES.length; i++) {
        if (!over[i][number]) {
          happened[i][number] += person.hazard(OUTCOMES[i]) * years;
          emigrated[i][number] += OUTCOMES[i] == Outcome.EMIGRATION ? 0 : leaving;
        }
      }
    }

    @Override
    public void outcome(Person person, Outcome outcome, double time) {
      if (person.number() < people) {
        over[outcome.ordinal()][person.number()] = true;
      }
    }
  }

  /** Probability that the outcome happens within the horizon, death and emigration allowed for. */
  public double probability(Person person, Outcome outcome) {
    return Math.min(1, happened[outcome.ordinal()][person.number()] / futures);
  }

  /**
   * The same given that the person did not emigrate before it: what may be held against labels that
   * leave out the emigrated.
   */
  public double probabilityIfKnown(Person person, Outcome outcome) {
    double known = 1 - emigrated[outcome.ordinal()][person.number()] / futures;
    double probability = probability(person, outcome);
    return Math.min(1, probability / Math.max(probability, Math.max(1e-9, known)));
  }
}
