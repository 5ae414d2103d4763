package dev.norn.model.finetuning;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The three losses of life2vec's personality head (Savcisens et al. 2024), each (batch), given
 * logits and one-hot answers (batch, classes).
 */
final class OrdinalLosses {

  private static final float ROOM = 1e-5f;
  private static final float SMALLEST = 1e-12f;

  private final Ops tf;
  private final int classes;
  private final Operand<TFloat32> logits;
  private final Operand<TFloat32> probabilities;

  OrdinalLosses(Ops tf, Operand<TFloat32> logits, int classes) {
    this.tf = tf;
    this.classes = classes;
    this.logits = logits;
    this.probabilities = PersonSummary.sigSoftmax(tf, logits, tf.constant(0f));
  }

  Operand<TFloat32> probabilities() {
    return probabilities;
  }

  /** Probability put on a class costs the more the farther it lies from the answer. */
  Operand<TFloat32> classDistance(Operand<TFloat32> answer) {
    float[] distances = new float[classes * classes];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = (float) Math.log(1 + Math.abs(i / classes - i % classes));
    }
    Operand<TFloat32> weights =
        tf.linalg.matMul(
            answer, tf.constant(Shape.of(classes, classes), DataBuffers.of(distances)));
    Operand<TFloat32> missed =
        tf.math.log(tf.math.add(tf.math.sub(tf.constant(1f), probabilities), tf.constant(ROOM)));
    return tf.math.neg(overClasses(tf.math.mul(missed, weights)));
  }

  /** Cross entropy in which people who are easily told weigh little: gamma 2. */
  Operand<TFloat32> focal(Operand<TFloat32> answer) {
    Operand<TFloat32> right = overClasses(tf.math.mul(probabilities, answer));
    Operand<TFloat32> missing = tf.math.sub(tf.constant(1f), right);
    return tf.math.neg(
        tf.math.mul(
            tf.math.square(missing), tf.math.log(tf.math.add(right, tf.constant(SMALLEST)))));
  }

  /**
   * Cross entropy with labels smoothed by 1.0: what is left of the answer is nothing, so that this
   * only draws the softmax (not the SigSoftmax) towards equal classes.
   */
  Operand<TFloat32> smoothed() {
    return tf.math.neg(tf.math.mean(tf.nn.logSoftmax(logits), tf.constant(1)));
  }

  private Operand<TFloat32> overClasses(Operand<TFloat32> x) {
    return tf.reduceSum(x, tf.constant(1));
  }
}
