package dev.norn.model.space;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusts p-values of several tests for the share of false discoveries (Benjamini, Hochberg 1995).
 */
public final class BenjaminiHochberg {

  private BenjaminiHochberg() {}

  /** In the order given. */
  public static double[] adjusted(double[] p) {
    int[] fromTheLargest =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> p[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[p.length];
    double least = 1;
    for (int i = 0; i < p.length; i++) {
      int rank = p.length - i;
      least = Math.min(least, p[fromTheLargest[i]] * p.length / rank);
      adjusted[fromTheLargest[i]] = least;
    }
    return adjusted;
  }
}
