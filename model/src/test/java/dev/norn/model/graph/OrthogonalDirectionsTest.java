package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class OrthogonalDirectionsTest {

  private static final int WIDTH = 7;

  @Test
  void rowsOfABlockAreOrthogonal() {
    float[] rows = OrthogonalDirections.draw(Shape.of(17, WIDTH), new SplittableRandom(1));
    for (int a = 0; a < 17; a++) {
      for (int b = 0; b < a; b++) {
        if (a / WIDTH == b / WIDTH) {
          assertThat(dot(rows, a, b)).isCloseTo(0, within(1e-5));
        }
      }
    }
  }

  /** The length of a Gaussian vector: its square has the mean WIDTH and the variance 2 · WIDTH. */
  @Test
  void rowsAreAsLongAsGaussianVectors() {
    int count = 7000;
    float[] rows = OrthogonalDirections.draw(Shape.of(count, WIDTH), new SplittableRandom(2));
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < count; row++) {
      double square = dot(rows, row, row);
      sum += square;
      squares += square * square;
    }
    double mean = sum / count;
    assertThat(mean).isCloseTo(WIDTH, within(0.25));
    assertThat(squares / count - mean * mean).isCloseTo(2 * WIDTH, within(1.5));
  }

  private static double dot(float[] rows, int a, int b) {
    double sum = 0;
    for (int c = 0; c < WIDTH; c++) {
      sum += (double) rows[a * WIDTH + c] * rows[b * WIDTH + c];
    }
    return sum;
  }
}
