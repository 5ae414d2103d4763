package dev.norn.ingestion.nation;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Random draws of one process in one life. StrictMath throughout: the same bytes on every machine.
 * Not safe for use by several threads.
 */
final class Draws {

  /**
   * The independent streams of a life; a new one goes last, so that the others keep their draws.
   */
  enum Stream {
    PERSON,
    EXITS,
    RESIDENCE,
    FAMILY,
    EDUCATION,
    LABOUR,
    HEALTH,
    REGISTRATION
  }

  private final SplittableRandom random;

  private Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  static Draws of(long seed, int index, Stream stream) {
    return new Draws(mix(mix(mix(seed) + index) + stream.ordinal() + 1));
  }

  /** A bijection that spreads neighbouring values (the finisher of SplitMix64). */
  static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1). */
  double uniform() {
    return random.nextDouble();
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Whole number, both ends included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** Waiting time with the given mean, in the unit of the mean. */
  double waiting(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  double normal() {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /** Number of events with a mean below about 30 (Knuth's product method). */
  int count(double mean) {
    double limit = StrictMath.exp(-mean);
    int events = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      events++;
    }
    return events;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
