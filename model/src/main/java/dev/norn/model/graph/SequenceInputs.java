package dev.norn.model.graph;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * What every graph is fed, each (batch, length); a position whose token is 0 is padding.
 *
 * @param days days since 1900-01-01
 * @param ages years
 * @param real 1 at real positions, 0 at padding: (batch, length)
 * @param shape the two numbers batch and length
 */
public record SequenceInputs(
    Placeholder<TInt32> tokens,
    Placeholder<TInt32> days,
    Placeholder<TFloat32> ages,
    Placeholder<TInt32> segments,
    Operand<TFloat32> real,
    Operand<TInt32> shape) {

  /** The attention score of what must not be seen, or added to it: its softmax is exactly 0. */
  static final float UNSEEN = -1e9f;

  public static SequenceInputs create(Ops tf) {
    Placeholder<TInt32> tokens = placeholder(tf, "tokens", TInt32.class);
    return new SequenceInputs(
        tokens,
        placeholder(tf, "days", TInt32.class),
        placeholder(tf, "ages", TFloat32.class),
        placeholder(tf, "segments", TInt32.class),
        tf.dtypes.cast(tf.math.notEqual(tokens, tf.constant(0)), TFloat32.class),
        tf.shape(tokens));
  }

  /** 0 at real positions, a large negative number at padding: (batch, length). */
  public Operand<TFloat32> padding(Ops tf) {
    return tf.math.mul(tf.math.sub(tf.constant(1f), real), tf.constant(UNSEEN));
  }

  private static <T extends TNumber> Placeholder<T> placeholder(
      Ops tf, String name, Class<T> type) {
    return tf.withName(name).placeholder(type, Placeholder.shape(Shape.of(-1, -1)));
  }
}
