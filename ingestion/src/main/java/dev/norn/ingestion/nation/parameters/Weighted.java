package dev.norn.ingestion.nation.parameters;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Numbers 0 to n - 1 with relative weights; drawn in constant time on average (guide table). */
public final class Weighted {
  private final int[] choices;
  private final double[] cumulated;
  private final double total;
  // Where to begin looking, by the first part of the uniform number.
  private final int[] guide;

  private Weighted(int[] choices, double[] cumulated) {
    this.choices = choices;
    this.cumulated = cumulated;
    total = cumulated.length == 0 ? 0 : cumulated[cumulated.length - 1];
    guide = new int[choices.length];
    int at = 0;
    for (int i = 0; i < guide.length; i++) {
      while (at < choices.length - 1 && cumulated[at] <= i * total / guide.length) {
        at++;
      }
      guide[i] = at;
    }
  }

  /** Leaves out numbers without weight. */
  public static Weighted of(int n, IntToDoubleFunction weight) {
    int[] choices = new int[n];
    double[] cumulated = new double[n];
    int kept = 0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double own = weight.applyAsDouble(i);
      if (own > 0) {
        sum += own;
        choices[kept] = i;
        cumulated[kept++] = sum;
      }
    }
    return new Weighted(Arrays.copyOf(choices, kept), Arrays.copyOf(cumulated, kept));
  }

  public static Weighted of(List<Double> weights) {
    return of(weights.size(), weights::get);
  }

  public double total() {
    return total;
  }

  public boolean isEmpty() {
    return choices.length == 0;
  }

  /**
   * @param uniform in [0, 1)
   */
  public int draw(double uniform) {
    double at = uniform * total;
    int place = guide[(int) (uniform * guide.length)];
    while (place < choices.length - 1 && cumulated[place] <= at) {
      place++;
    }
    return choices[place];
  }
}
