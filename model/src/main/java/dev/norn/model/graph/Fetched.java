package dev.norn.model.graph;

import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** What a run gives back. */
final class Fetched {

  private Fetched() {}

  /** Runs; all that is fetched must be single numbers. */
  static double[] numbers(Session.Runner runner) {
    try (Result result = runner.run()) {
      return numbers(result, 0, result.size());
    }
  }

  /** So many single numbers, from the place on. */
  static double[] numbers(Result result, int from, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = ((TFloat32) result.get(from + i)).getFloat();
    }
    return numbers;
  }
}
