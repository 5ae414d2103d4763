package dev.norn.model.graph;

import java.util.SplittableRandom;

/** Independent random streams from one seed, named by what they are for. */
public final class Seeds {

  private Seeds() {}

  /** A stream that depends on the seed, the name and the numbers, on nothing else. */
  public static SplittableRandom stream(long seed, String name, long... numbers) {
    return new SplittableRandom(mixed(seed, name, numbers));
  }

  /** The 64 bits behind {@link #stream}. */
  public static long mixed(long seed, String name, long... numbers) {
    long mixed = mix(seed);
    for (int i = 0; i < name.length(); i++) {
      mixed = mix(mixed ^ name.charAt(i));
    }
    for (long number : numbers) {
      mixed = mix(mixed ^ number);
    }
    return mixed;
  }

  /** The finaliser of SplitMix64: neighbouring inputs give unrelated outputs. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
