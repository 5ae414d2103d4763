package dev.norn.ingestion.nation.parameters;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Numbers 0 to n - 1 with relative weights. */
public final class Weighted {
  private final int[] choices;
  private final double[] cumulated;

  private Weighted(int[] choices, double[] cumulated) {
    this.choices = choices;
    this.cumulated = cumulated;
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
    return cumulated.length == 0 ? 0 : cumulated[cumulated.length - 1];
  }

  public boolean isEmpty() {
    return choices.length == 0;
  }

  /**
   * @param uniform in [0, 1)
   */
  public int draw(double uniform) {
    double at = uniform * total();
    int found = Arrays.binarySearch(cumulated, at);
    int index = found >= 0 ? found + 1 : -found - 1;
    return choices[Math.min(index, choices.length - 1)];
  }
}
