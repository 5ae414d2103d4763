package dev.norn.model.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * Dropout whose draws depend on the fed seed alone, so that a training run can be repeated and
 * resumed. One object serves one pass through the graph.
 */
public final class Dropout {

  private static final double SELU_SATURATION = -1.0507009873554805 * 1.6732632423543772;

  // Any other first number of the seed gives other draws.
  private static final long OTHER_RATE = 1;

  private final Ops tf;
  private final double rate;
  private final Operand<TInt64> seed;
  private long used;

  private Dropout(Ops tf, double rate, Operand<TInt64> seed) {
    this.tf = tf;
    this.rate = rate;
    this.seed = seed;
  }

  /** Drops nothing: validation and serving. */
  public static Dropout off(Ops tf) {
    return new Dropout(tf, 0, null);
  }

  /**
   * @param seed two numbers; the second must advance by at least 1000 from step to step
   */
  public static Dropout seeded(Ops tf, double rate, Operand<TInt64> seed) {
    return new Dropout(tf, rate, seed);
  }

  /** Of the same pass, with draws of its own, at another rate. */
  public Dropout at(double other) {
    if (!isTraining() || other == rate) {
      return this;
    }
    return new Dropout(tf, other, tf.math.add(seed, tf.array(OTHER_RATE, 0L)));
  }

  /** Whether this pass is one of training, even where it drops nothing. */
  public boolean isTraining() {
    return seed != null;
  }

  /** Values to 0, the others raised so that the mean stays. */
  public Operand<TFloat32> apply(Operand<TFloat32> x) {
    return rate == 0
        ? x
        : tf.math.mul(x, tf.math.mul(kept(x), tf.constant((float) (1 / (1 - rate)))));
  }

  /**
   * Values to the saturation of SELU, then all moved so that a standard normal keeps its mean and
   * variance (Klambauer et al. 2017).
   */
  public Operand<TFloat32> applyAlpha(Operand<TFloat32> x) {
    if (rate == 0) {
      return x;
    }
    double scale = 1 / Math.sqrt((1 - rate) * (1 + rate * SELU_SATURATION * SELU_SATURATION));
    Operand<TFloat32> kept = kept(x);
    Operand<TFloat32> dropped = tf.math.sub(tf.constant(1f), kept);
    Operand<TFloat32> replaced =
        tf.math.add(
            tf.math.mul(x, kept), tf.math.mul(dropped, tf.constant((float) SELU_SATURATION)));
    return tf.math.add(
        tf.math.mul(replaced, tf.constant((float) scale)),
        tf.constant((float) (-scale * SELU_SATURATION * rate)));
  }

  /** 1 where a value is kept, else 0. */
  private Operand<TFloat32> kept(Operand<TFloat32> x) {
    Operand<TInt64> own = tf.math.add(seed, tf.array(0L, used++));
    Operand<TFloat32> uniform = tf.random.statelessRandomUniform(tf.shape(x), own);
    return tf.dtypes.cast(tf.math.greaterEqual(uniform, tf.constant((float) rate)), TFloat32.class);
  }
}
