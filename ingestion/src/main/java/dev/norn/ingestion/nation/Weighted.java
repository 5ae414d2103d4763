package dev.norn.ingestion.nation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Choices with relative weights. */
final class Weighted<T> {
  private final List<T> choices;
  private final double[] cumulated;

  private Weighted(List<T> choices, double[] cumulated) {
    this.choices = choices;
    this.cumulated = cumulated;
  }

  /** Leaves out choices without weight. */
  static <T> Weighted<T> of(List<T> choices, ToDoubleFunction<? super T> weight) {
    List<T> kept = new ArrayList<>();
    for (T choice : choices) {
      if (weight.applyAsDouble(choice) > 0) {
        kept.add(choice);
      }
    }
    double[] cumulated = new double[kept.size()];
    double sum = 0;
    for (int i = 0; i < cumulated.length; i++) {
      sum += weight.applyAsDouble(kept.get(i));
      cumulated[i] = sum;
    }
    return new Weighted<>(List.copyOf(kept), cumulated);
  }

  double total() {
    return cumulated.length == 0 ? 0 : cumulated[cumulated.length - 1];
  }

  T draw(Draws draws) {
    double at = draws.uniform() * total();
    int i = 0;
    while (i < cumulated.length - 1 && cumulated[i] <= at) {
      i++;
    }
    return choices.get(i);
  }
}
