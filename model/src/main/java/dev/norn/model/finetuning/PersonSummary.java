package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import dev.norn.model.graph.Dense;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Initial;
import dev.norn.model.graph.Parameters;
import dev.norn.model.graph.SequenceInputs;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The encoded positions of a life pooled into one vector, the person's embedding, by attention to a
 * learned context, as in life2vec (Savcisens et al. 2024).
 */
public final class PersonSummary {

  private final Ops tf;
  private final ModelSpec spec;
  private final Parameters parameters;
  private final Dense dense;

  public PersonSummary(Ops tf, ModelSpec spec, Parameters parameters) {
    this.tf = tf;
    this.spec = spec;
    this.parameters = parameters;
    this.dense = new Dense(tf, parameters);
  }

  /**
   * A life in one vector, and how it came about.
   *
   * @param embedding (batch, width)
   * @param attention of each position, 0 at padding, 1 in sum: (batch, length)
   */
  record Pooled(Operand<TFloat32> embedding, Operand<TFloat32> attention) {}

  /**
   * @param encoded (batch · length, width)
   */
  Pooled summarise(SequenceInputs inputs, Operand<TFloat32> encoded, Dropout dropout) {
    int width = spec.width();
    Operand<TFloat32> hidden =
        dense.scaleNorm(
            "person.scale",
            dense.swish(dense.linear("person.dense", encoded, width, width)),
            width);
    hidden = spec.has(Quirk.ALPHA_DROPOUT) ? dropout.applyAlpha(hidden) : dropout.apply(hidden);
    Operand<TFloat32> query = tf.math.tanh(dense.linear("person.query", hidden, width, width / 2));
    Operand<TFloat32> context =
        parameters.get("person.context", Shape.of(width / 2, 1), Initial.normal());
    Operand<TFloat32> score = tf.reshape(tf.linalg.matMul(query, context), inputs.shape());
    Operand<TFloat32> shares = sigSoftmax(tf, score, inputs.padding(tf));
    Operand<TFloat32> weighted = tf.math.mul(hidden, tf.reshape(shares, tf.array(-1, 1)));
    Operand<TFloat32> byPerson =
        tf.reshape(weighted, tf.concat(List.of(inputs.shape(), tf.array(width)), tf.constant(0)));
    return new Pooled(tf.reduceSum(byPerson, tf.constant(1)), shares);
  }

  /** softmax(s + log sigmoid(s)) over the last axis; what the mask makes small gets nothing. */
  static Operand<TFloat32> sigSoftmax(Ops tf, Operand<TFloat32> score, Operand<TFloat32> mask) {
    Operand<TFloat32> logSigmoid =
        tf.math.log(tf.math.add(tf.math.sigmoid(score), tf.constant(1e-12f)));
    return tf.nn.softmax(tf.math.add(tf.math.add(score, logSigmoid), mask));
  }
}
