package dev.norn.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Golden numbers: width 2, two features, three positions of which the third is padding. */
class ApproximateHeadsTest {

  private static final float[] Q = {.3f, -.2f, 1, .5f, 0, 0};
  private static final float[] K = {.1f, .4f, -.5f, .2f, 0, 0};
  private static final float[] V = {1, 2, 3, -1, 0, 0};

  @Test
  void featuresOfQueriesAreAsPublished() {
    assertThat(features(Q, ApproximateHeads::queries))
        .containsExactly(
            new float[] {.675413f, .675413f, .454590f, .104412f, .707177f, .707177f},
            within(2e-6f));
  }

  @Test
  void featuresOfKeysAreAsPublished() {
    assertThat(features(K, ApproximateHeads::keys))
        .containsExactly(
            new float[] {.665929f, .369681f, .385406f, .455979f, .650149f, .650149f},
            within(2e-6f));
  }

  @Test
  void paddingShrinksTheResultAsPublished() {
    assertThat(attended(false))
        .startsWith(new float[] {1.120377f, .387070f, 1.088606f, .495743f}, within(2e-6f));
  }

  @Test
  void maskedKeysLeavePaddingOut() {
    assertThat(attended(true))
        .startsWith(new float[] {1.896523f, .655215f, 1.789922f, .815117f}, within(2e-6f));
  }

  /** With many features the approximation comes near what it approximates. */
  @Test
  void manyFeaturesApproximateExactAttention() {
    int width = 4;
    int length = 12;
    SplittableRandom random = new SplittableRandom(3);
    float[] q = Initial.uniform(-1, 1).draw(Shape.of(length, width), random);
    float[] k = Initial.uniform(-1, 1).draw(Shape.of(length, width), random);
    float[] v = Initial.uniform(-1, 1).draw(Shape.of(length, width), random);
    float[] directions = OrthogonalDirections.draw(Shape.of(8192, width), random);
    Shape shape = Shape.of(1, 1, length, width);
    float[] approximate =
        TestingRuns.values(
            tf ->
                new ApproximateHeads(tf, products(tf), tf.ones(tf.array(1, length), TFloat32.class))
                    .attend(
                        constant(tf, q, shape),
                        constant(tf, k, shape),
                        constant(tf, v, shape),
                        constant(tf, directions, Shape.of(8192, width)),
                        width));
    assertThat(approximate).containsExactly(exact(q, k, v, length, width), within(0.02f));
  }

  private static float[] exact(float[] q, float[] k, float[] v, int length, int width) {
    float[] out = new float[length * width];
    for (int i = 0; i < length; i++) {
      double total = 0;
      for (int j = 0; j < length; j++) {
        double dot = 0;
        for (int c = 0; c < width; c++) {
          dot += q[i * width + c] * k[j * width + c];
        }
        double share = Math.exp(dot / Math.sqrt(width));
        total += share;
        for (int c = 0; c < width; c++) {
          out[i * width + c] += (float) (share * v[j * width + c]);
        }
      }
      for (int c = 0; c < width; c++) {
        out[i * width + c] /= (float) total;
      }
    }
    return out;
  }

  private interface Kind {
    Operand<TFloat32> of(ApproximateHeads heads, Operand<TFloat32> x, Operand<TFloat32> features);
  }

  private static float[] features(float[] x, Kind kind) {
    return TestingRuns.values(
        tf ->
            kind.of(
                new ApproximateHeads(tf, products(tf), null),
                tf.math.mul(
                    constant(tf, x, Shape.of(1, 1, 3, 2)), tf.constant((float) Math.pow(2, -0.25))),
                directions(tf)));
  }

  private static float[] attended(boolean masked) {
    return TestingRuns.values(
        tf -> {
          Operand<TFloat32> real =
              masked ? constant(tf, new float[] {1, 1, 0}, Shape.of(1, 3)) : null;
          BiFunction<float[], Shape, Operand<TFloat32>> put = (x, s) -> constant(tf, x, s);
          Shape shape = Shape.of(1, 1, 3, 2);
          return new ApproximateHeads(tf, products(tf), real)
              .attend(
                  put.apply(Q, shape), put.apply(K, shape), put.apply(V, shape), directions(tf), 2);
        });
  }

  private static Operand<TFloat32> directions(Ops tf) {
    return constant(tf, new float[] {1, 0, 0, -1.5f}, Shape.of(2, 2));
  }

  private static Products products(Ops tf) {
    return new Products(tf, Precision.FLOAT32);
  }

  private static Operand<TFloat32> constant(Ops tf, float[] values, Shape shape) {
    return tf.constant(shape, DataBuffers.of(values));
  }
}
