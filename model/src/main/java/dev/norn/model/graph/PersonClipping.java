package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Shortens the gradient of one person to a norm over all weights together. One that is not finite
 * becomes 0: nothing else would bound it.
 */
record PersonClipping(Ops tf, double norm) {

  // The norm is summed in 32 bits; the bound must hold all the same.
  private static final double ROUNDING = 1e-4;

  List<Operand<TFloat32>> of(List<Operand<TFloat32>> gradients) {
    Operand<TFloat32> length = GlobalNorm.of(tf, gradients);
    Operand<TFloat32> limit = tf.constant((float) (norm * (1 - ROUNDING)));
    Operand<TFloat32> scale =
        tf.select(
            tf.math.isFinite(length),
            tf.math.div(limit, tf.math.maximum(length, limit)),
            tf.constant(0f));
    List<Operand<TFloat32>> clipped = new ArrayList<>();
    for (Operand<TFloat32> gradient : gradients) {
      clipped.add(tf.math.mulNoNan(gradient, scale));
    }
    return clipped;
  }
}
