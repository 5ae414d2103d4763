package dev.norn.model.finetuning;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * All that can become of a person, each cell ruling out the others.
 *
 * @param logits (batch, cells)
 */
record SoftmaxCells(Ops tf, Operand<TFloat32> logits) {

  private static final float LEAST_WEIGHT = 1e-37f;

  /** (batch, cells). */
  Operand<TFloat32> probabilities() {
    return tf.nn.softmax(logits);
  }

  /**
   * −log of the probability of what was still possible, (batch).
   *
   * @param possible share of each cell that is not ruled out, (batch, cells)
   */
  Operand<TFloat32> loss(Operand<TFloat32> possible) {
    return tf.math.sub(logSum(tf.onesLike(possible)), logSum(possible));
  }

  /** log Σ weight · exp(logit) over the cells, (batch). */
  Operand<TFloat32> logSum(Operand<TFloat32> weights) {
    Operand<TFloat32> x =
        tf.math.add(logits, tf.math.log(tf.math.maximum(weights, tf.constant(LEAST_WEIGHT))));
    Operand<TFloat32> most =
        tf.stopGradient(tf.reduceMax(x, tf.constant(1), ReduceMax.keepDims(true)));
    Operand<TFloat32> sum =
        tf.reduceSum(tf.math.exp(tf.math.sub(x, most)), tf.constant(1), ReduceSum.keepDims(true));
    return tf.reshape(tf.math.add(tf.math.log(sum), most), tf.array(-1));
  }
}
