package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Sequences to one vector per position, after life2vec (Savcisens et al. 2024): embedded input,
 * then layers of attention and feed-forward, each half behind a gate that starts at 0. At the start
 * of training the encoder is therefore the identity.
 */
public final class Encoder {

  private final Ops tf;
  private final ModelSpec spec;
  private final ModelSpec.Attention attention;
  private final Parameters parameters;
  private final Products products;
  private final Dense dense;

  /**
   * @param attention of the global heads; over the same weights there may be an encoder for each
   */
  public Encoder(
      Ops tf,
      ModelSpec spec,
      ModelSpec.Attention attention,
      Parameters parameters,
      Precision precision) {
    this.tf = tf;
    this.spec = spec;
    this.attention = attention;
    this.parameters = parameters;
    this.products = new Products(tf, precision);
    this.dense = new Dense(tf, parameters, precision);
  }

  /** The embedded input, (batch · length, width), 0 at padding. */
  public Operand<TFloat32> embed(SequenceInputs inputs) {
    return new InputEmbedding(tf, spec, parameters).embed(inputs);
  }

  /**
   * The encoded positions, (batch · length, width). Rows at padding mean nothing.
   *
   * @param embedded as {@link #embed} gives it
   */
  public Operand<TFloat32> encode(
      SequenceInputs inputs, Operand<TFloat32> embedded, Dropout dropout) {
    SelfAttention self = new SelfAttention(tf, spec, attention, parameters, products, inputs);
    Operand<TFloat32> real = tf.reshape(inputs.real(), tf.array(-1, 1));
    Operand<TFloat32> x = dropout.apply(embedded);
    for (int i = 0; i < spec.layers(); i++) {
      String layer = "layer." + i;
      // Without it keys at padding would not be 0, as the published denominators have them.
      x = i == 0 ? x : tf.math.mul(x, real);
      x = gated(layer + ".attention", x, self.attend(layer + ".attention", x, dropout));
      x = gated(layer + ".feedForward", x, feedForward(layer + ".feedForward", x, dropout));
    }
    return x;
  }

  private Operand<TFloat32> gated(String name, Operand<TFloat32> x, Operand<TFloat32> change) {
    return tf.math.add(x, tf.math.mul(dense.scalar(name + ".gate", 0), change));
  }

  private Operand<TFloat32> feedForward(String name, Operand<TFloat32> x, Dropout dropout) {
    Operand<TFloat32> hidden = dense.linear(name + ".in", x, spec.width(), spec.feedForward());
    // life2vec drops before the activation.
    return dense.linear(
        name + ".out", dense.swish(dropout.apply(hidden)), spec.feedForward(), spec.width());
  }
}
