package dev.norn.model.graph;

import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** What a run gives back. */
final class Fetched {

  private Fetched() {}

  /** Runs; all that is fetched must be single numbers. */
  static double[] numbers(Session.Runner runner) {
    try (var result = runner.run()) {
      double[] numbers = new double[result.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = ((TFloat32) result.get(i)).getFloat();
      }
      return numbers;
    }
  }
}
