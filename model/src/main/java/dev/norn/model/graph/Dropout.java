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

  /** Whether this pass is one of training, even where it drops nothing. */
  public boolean isTraining() {
    return seed != null;
  }

  public Operand<TFloat32> apply(Operand<TFloat32> x) {
    if (rate == 0) {
      return x;
    }
    Operand<TInt64> own = tf.math.add(seed, tf.array(0L, used++));
    Operand<TFloat32> uniform = tf.random.statelessRandomUniform(tf.shape(x), own);
    Operand<TFloat32> kept =
        tf.dtypes.cast(tf.math.greaterEqual(uniform, tf.constant((float) rate)), TFloat32.class);
    return tf.math.mul(x, tf.math.mul(kept, tf.constant((float) (1 / (1 - rate)))));
  }
}
