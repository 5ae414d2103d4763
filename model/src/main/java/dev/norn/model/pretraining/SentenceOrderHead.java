package dev.norn.model.pretraining;

import dev.norn.model.ModelSpec;
import dev.norn.model.graph.Dense;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Objective;
import dev.norn.model.graph.Parameters;
import dev.norn.model.graph.SequenceInputs;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Tells from the encoded {@code [CLS]} whether events stand in their order. */
record SentenceOrderHead(Ops tf, ModelSpec spec, Parameters parameters) {

  // In order, reversed, shuffled: about one over their shares.
  private static final float[] CLASS_WEIGHTS = {1 / 0.9f, 10, 10};
  private static final float SMOOTHING = 0.1f;

  /**
   * @param encoded (batch · length, width)
   * @return (batch, 3)
   */
  Operand<TFloat32> logits(SequenceInputs inputs, Operand<TFloat32> encoded, Dropout dropout) {
    int width = spec.width();
    Dense dense = new Dense(tf, parameters);
    Operand<TFloat32> byPerson =
        tf.reshape(encoded, tf.concat(List.of(inputs.shape(), tf.array(width)), tf.constant(0)));
    Operand<TFloat32> first =
        tf.reshape(tf.slice(byPerson, tf.array(0, 0, 0), tf.array(-1, 1, -1)), tf.array(-1, width));
    Operand<TFloat32> hidden = dense.swish(dense.linear("order.dense", first, width, width));
    hidden = dropout.apply(dense.scaleNorm("order.scale", hidden, width));
    return dense.linear("order.out", hidden, width, SentenceOrder.ANSWERS);
  }

  /**
   * Cross entropy with class weights and label smoothing, as PyTorch defines the two together: the
   * smoothed part is a sum over all classes by their weights, but the whole is divided by the
   * weights of the answers alone. On a life in order the best answer is therefore 0.61, not 0.93.
   *
   * @param weight of the term in the loss
   * @param logits (batch, 3)
   * @param answers (batch)
   * @param counted (batch), 0 for rows that hold nobody
   */
  static Objective.Term term(
      Ops tf,
      double weight,
      Operand<TFloat32> logits,
      Operand<TInt32> answers,
      Operand<TFloat32> counted) {
    Operand<TFloat32> surprise = tf.math.neg(tf.nn.logSoftmax(logits));
    Operand<TFloat32> weighted = tf.math.mul(surprise, tf.array(CLASS_WEIGHTS));
    Operand<TFloat32> right =
        tf.oneHot(answers, tf.constant(SentenceOrder.ANSWERS), tf.constant(1f), tf.constant(0f));
    Operand<TInt32> classes = tf.constant(1);
    Operand<TFloat32> own = tf.reduceSum(tf.math.mul(weighted, right), classes);
    Operand<TFloat32> all = tf.reduceSum(weighted, classes);
    Operand<TFloat32> smoothed =
        tf.math.add(
            tf.math.mul(own, tf.constant(1 - SMOOTHING)),
            tf.math.mul(all, tf.constant(SMOOTHING / SentenceOrder.ANSWERS)));
    Operand<TFloat32> weights = tf.reduceSum(tf.math.mul(right, tf.array(CLASS_WEIGHTS)), classes);
    Operand<TInt32> batch = tf.constant(0);
    return new Objective.Term(
        weight,
        tf.reduceSum(tf.math.mul(smoothed, counted), batch),
        tf.reduceSum(tf.math.mul(weights, counted), batch));
  }
}
