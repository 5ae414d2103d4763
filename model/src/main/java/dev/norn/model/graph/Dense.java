package dev.norn.model.graph;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/** The plain layers that blocks and heads are made of, on rows (n, channels). */
public final class Dense {

  private static final float SMALLEST_SQUARED_NORM = 1e-12f;

  private final Ops tf;
  private final Parameters parameters;
  private final Products products;

  /** At single precision. */
  public Dense(Ops tf, Parameters parameters) {
    this(tf, parameters, Precision.FLOAT32);
  }

  public Dense(Ops tf, Parameters parameters, Precision precision) {
    this.tf = tf;
    this.parameters = parameters;
    this.products = new Products(tf, precision);
  }

  /** Rows times a matrix, without bias. */
  public Operand<TFloat32> product(String name, Operand<TFloat32> x, int in, int out) {
    return products.product(
        x, parameters.get(name + ".weight", Shape.of(in, out), Initial.matrix()));
  }

  /** Rows times a matrix, plus a bias that starts at 0. */
  public Operand<TFloat32> linear(String name, Operand<TFloat32> x, int in, int out) {
    return tf.nn.biasAdd(
        product(name, x, in, out),
        parameters.get(name + ".bias", Shape.of(out), Initial.constant(0)));
  }

  public Operand<TFloat32> swish(Operand<TFloat32> x) {
    return tf.math.mul(x, tf.math.sigmoid(x));
  }

  /** Each row divided by its length. */
  public Operand<TFloat32> normalised(Operand<TFloat32> x) {
    Operand<TFloat32> squared =
        tf.reduceSum(tf.math.square(x), tf.constant(-1), ReduceSum.keepDims(true));
    return tf.math.mul(x, tf.math.rsqrt(tf.math.add(squared, tf.constant(SMALLEST_SQUARED_NORM))));
  }

  /** Each row at a learned length, which starts at √channels (ScaleNorm, Nguyen & Salazar 2019). */
  public Operand<TFloat32> scaleNorm(String name, Operand<TFloat32> x, int channels) {
    return tf.math.mul(normalised(x), scalar(name, Math.sqrt(channels)));
  }

  /** A learned number, a gate or a scale. */
  public Operand<TFloat32> scalar(String name, double start) {
    return parameters.get(name, Shape.scalar(), Initial.constant((float) start));
  }
}
