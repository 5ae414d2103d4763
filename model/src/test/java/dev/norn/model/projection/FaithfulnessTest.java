package dev.norn.model.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.graph.Seeds;
import org.junit.jupiter.api.Test;

class FaithfulnessTest {

  /** On a quarter of a circle the map can keep everything. */
  private static final int POINTS = 400;

  private static UnitVectors arc() {
    float[][] rows = new float[POINTS][];
    for (int i = 0; i < POINTS; i++) {
      // Squares, so that no two points are equally near to a third.
      double angle = (double) i * i / POINTS / POINTS;
      rows[i] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
    }
    return UnitVectors.of(rows);
  }

  @Test
  void theTrueMapLosesNothing() {
    UnitVectors arc = arc();
    float[] x = new float[POINTS];
    float[] y = new float[POINTS];
    for (int i = 0; i < POINTS; i++) {
      x[i] = arc.row(i)[0];
      y[i] = arc.row(i)[1];
    }
    Faithfulness faithfulness = Faithfulness.of(arc, new Places(x, y), 1);
    assertThat(faithfulness.neighboursKept()).isGreaterThan(0.95);
    assertThat(faithfulness.trustworthiness()).isGreaterThan(0.999);
    assertThat(faithfulness.tripletsKept()).isGreaterThan(0.99);
  }

  @Test
  void aMapByChanceKeepsChance() {
    float[] x = new float[POINTS];
    float[] y = new float[POINTS];
    var random = Seeds.stream(1, "chance");
    for (int i = 0; i < POINTS; i++) {
      x[i] = (float) random.nextGaussian();
      y[i] = (float) random.nextGaussian();
    }
    Faithfulness faithfulness = Faithfulness.of(arc(), new Places(x, y), 1);
    assertThat(faithfulness.neighboursKept()).isBetween(0.02, 0.06);
    assertThat(faithfulness.trustworthiness()).isBetween(0.4, 0.6);
    assertThat(faithfulness.tripletsKept()).isBetween(0.45, 0.55);
  }
}
