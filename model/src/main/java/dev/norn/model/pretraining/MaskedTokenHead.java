package dev.norn.model.pretraining;

import dev.norn.model.ModelSpec;
import dev.norn.model.graph.Dense;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Parameters;
import dev.norn.model.graph.TokenTable;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Fills in masked tokens. The answer is the token whose direction in the token table is nearest to
 * the encoded position, as in life2vec (Savcisens et al. 2024): logits are cosines times a learned
 * scale.
 */
record MaskedTokenHead(Ops tf, ModelSpec spec, Parameters parameters) {

  /**
   * @param encoded (batch · length, width)
   * @param positions rows of it that are asked
   * @return (positions, vocabulary)
   */
  Operand<TFloat32> logits(Operand<TFloat32> encoded, Operand<TInt32> positions, Dropout dropout) {
    Dense dense = new Dense(tf, parameters);
    Operand<TFloat32> x = dropout.apply(tf.gather(encoded, positions, tf.constant(0)));
    x = tf.math.tanh(dense.linear("masked.dense", x, spec.width(), spec.width()));
    x = dropout.apply(dense.normalised(x));
    Operand<TFloat32> directions = dense.normalised(TokenTable.centred(tf, spec, parameters));
    Operand<TFloat32> cosines = tf.linalg.matMul(x, directions, MatMul.transposeB(true));
    return tf.math.mul(cosines, dense.scalar("masked.scale", Math.sqrt(spec.width())));
  }
}
