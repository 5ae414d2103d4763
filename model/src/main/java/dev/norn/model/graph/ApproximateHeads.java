package dev.norn.model.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Max;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * Softmax attention approximated by positive random features (FAVOR+, Choromanski et al. 2021), in
 * time linear in the length, as in life2vec (Savcisens et al. 2024).
 *
 * @param real 1 at positions that keys may have, (batch, length); null where padding counts as
 *     keys, as published
 */
record ApproximateHeads(Ops tf, Products products, Operand<TFloat32> real) {

  private static final float SMALLEST_FEATURE = 1e-4f;

  /**
   * @param q (batch, heads, length, head width), not scaled; so are k and v
   * @param features (features, head width), rows of random directions
   * @return (batch, heads, length, head width)
   */
  Operand<TFloat32> attend(
      Operand<TFloat32> q,
      Operand<TFloat32> k,
      Operand<TFloat32> v,
      Operand<TFloat32> features,
      int headWidth) {
    double scale = Math.pow(headWidth, -0.25);
    Operand<TFloat32> queries = queries(tf.math.mul(q, tf.constant((float) scale)), features);
    Operand<TFloat32> keys = keys(tf.math.mul(k, tf.constant((float) scale)), features);
    // A column of ones beside the values gives the denominator in the same product.
    Operand<TFloat32> ones = tf.fill(tf.shape(first(v)), tf.constant(1f));
    Operand<TFloat32> sums =
        products.transposedEach(keys, tf.concat(List.of(v, ones), tf.constant(-1)));
    Operand<TFloat32> both = products.each(queries, sums);
    Operand<TFloat32> numerator =
        tf.slice(both, tf.array(0, 0, 0, 0), tf.array(-1, -1, -1, headWidth));
    Operand<TFloat32> denominator =
        tf.slice(both, tf.array(0, 0, 0, headWidth), tf.array(-1, -1, -1, 1));
    return tf.math.div(numerator, denominator);
  }

  Operand<TFloat32> queries(Operand<TFloat32> x, Operand<TFloat32> features) {
    Operand<TFloat32> projected = projected(x, features);
    return positive(exponents(projected, x, greatestOfEach(projected)), features);
  }

  Operand<TFloat32> keys(Operand<TFloat32> x, Operand<TFloat32> features) {
    Operand<TFloat32> projected = projected(x, features);
    if (real == null) {
      return positive(exponents(projected, x, greatestOfAll(projected)), features);
    }
    Operand<TFloat32> seen = tf.expandDims(tf.expandDims(real, tf.constant(1)), tf.constant(-1));
    Operand<TFloat32> unseen =
        tf.math.mul(tf.math.sub(tf.constant(1f), seen), tf.constant(SequenceInputs.UNSEEN));
    // Padding must not decide the greatest either: it scales what is added below.
    Operand<TFloat32> masked = tf.math.add(projected, unseen);
    return tf.math.mul(positive(exponents(masked, x, greatestOfAll(masked)), features), seen);
  }

  // Of each position first: of both at once XLA takes it with one thread.
  private Operand<TFloat32> greatestOfAll(Operand<TFloat32> projected) {
    return tf.max(greatestOfEach(projected), tf.constant(-2), Max.keepDims(true));
  }

  private Operand<TFloat32> greatestOfEach(Operand<TFloat32> projected) {
    return tf.max(projected, tf.constant(-1), Max.keepDims(true));
  }

  // In single precision even where products are rounded: what comes out is exponentiated.
  private Operand<TFloat32> projected(Operand<TFloat32> x, Operand<TFloat32> features) {
    return new Products(tf, Precision.FLOAT32).eachTransposed(x, features);
  }

  private Operand<TFloat32> exponents(
      Operand<TFloat32> projected, Operand<TFloat32> x, Operand<TFloat32> greatest) {
    Operand<TFloat32> squares =
        tf.reduceSum(tf.math.square(x), tf.constant(-1), ReduceSum.keepDims(true));
    Operand<TFloat32> half = tf.math.mul(squares, tf.constant(0.5f));
    return tf.math.sub(projected, tf.math.add(half, greatest));
  }

  private Operand<TFloat32> positive(Operand<TFloat32> exponents, Operand<TFloat32> features) {
    Operand<TFloat32> count =
        tf.dtypes.cast(
            tf.gather(tf.shape(features), tf.constant(0), tf.constant(0)), TFloat32.class);
    return tf.math.mul(
        tf.math.add(tf.math.exp(exponents), tf.constant(SMALLEST_FEATURE)), tf.math.rsqrt(count));
  }

  private Operand<TFloat32> first(Operand<TFloat32> v) {
    return tf.slice(v, tf.array(0, 0, 0, 0), tf.array(-1, -1, -1, 1));
  }
}
