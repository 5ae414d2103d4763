package dev.norn.ingestion.nation.life;

import java.util.SplittableRandom;

/**
 * Random draws. StrictMath throughout: the same bytes on every machine. Not safe for use by several
 * threads.
 */
public final class Draws {
  private final SplittableRandom random;

  private Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A stream of its own for each seed and path; neighbouring paths are independent. */
  public static Draws of(long seed, long... path) {
    long mixed = mix(seed);
    for (long step : path) {
      mixed = mix(mixed + step);
    }
    return new Draws(mixed);
  }

  /** A bijection that spreads neighbouring values (the finisher of SplitMix64). */
  static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Uniform in [0, 1). */
  public double uniform() {
    return random.nextDouble();
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Whole number, both ends included. */
  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** Waiting time with the given mean, in the unit of the mean. */
  public double waiting(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  public double normal() {
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

  /** Place of one of the rates, each in proportion to its size. */
  int inProportion(double[] rates, double total) {
    double at = random.nextDouble() * total;
    int last = -1;
    for (int i = 0; i < rates.length; i++) {
      if (rates[i] > 0) {
        last = i;
        at -= rates[i];
        if (at < 0) {
          return i;
        }
      }
    }
    return last;
  }
}
