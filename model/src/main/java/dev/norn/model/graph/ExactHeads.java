package dev.norn.model.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Softmax attention over all real positions. Nothing is dropped from the shares: the approximation,
 * which stands in for it on long sequences, has no shares to drop from.
 */
record ExactHeads(Ops tf, Products products, SequenceInputs inputs) {

  /**
   * All (batch, heads, length, head width).
   *
   * @param q scaled by 1 / √(head width)
   */
  Operand<TFloat32> attend(Operand<TFloat32> q, Operand<TFloat32> k, Operand<TFloat32> v) {
    Operand<TInt32> one = tf.constant(1);
    Operand<TFloat32> unseen = tf.expandDims(tf.expandDims(inputs.padding(tf), one), one);
    Operand<TFloat32> scores = tf.math.add(products.eachTransposed(q, k), unseen);
    return products.each(tf.nn.softmax(scores), v);
  }
}
