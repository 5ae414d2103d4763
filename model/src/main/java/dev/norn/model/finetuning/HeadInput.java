package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Initial;
import dev.norn.model.graph.Parameters;
import dev.norn.model.graph.SequenceInputs;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What every head of one pass reads.
 *
 * @param embedding of the person, (batch, width): the summary, or {@code first} where no head reads
 *     the summary
 * @param attention of each position in the embedding, 1 in sum: (batch, length)
 * @param first the encoded {@code [CLS]}, (batch, width)
 * @param counts of the life's tokens; nothing where heads read the summary alone, as in training
 */
record HeadInput(
    Ops tf,
    ModelSpec spec,
    Parameters parameters,
    Operand<TFloat32> embedding,
    Operand<TFloat32> attention,
    Operand<TFloat32> first,
    Optional<TokenCounts> counts,
    Dropout dropout) {

  static HeadInput of(
      Ops tf,
      ModelSpec spec,
      Parameters parameters,
      SequenceInputs inputs,
      Operand<TFloat32> encoded,
      Optional<TokenCounts> counts,
      Dropout dropout,
      List<HeadSpec> heads) {
    Operand<TFloat32> byPerson =
        tf.reshape(
            encoded, tf.concat(List.of(inputs.shape(), tf.array(spec.width())), tf.constant(0)));
    Operand<TFloat32> first = tf.gather(byPerson, tf.constant(0), tf.constant(1));
    PersonSummary.Pooled pooled =
        spec.has(Quirk.ORDINAL_FROM_FIRST) && HeadSpec.areOrdinal(heads)
            ? new PersonSummary.Pooled(first, onlyFirst(tf, inputs))
            : new PersonSummary(tf, spec, parameters).summarise(inputs, encoded, dropout);
    return new HeadInput(
        tf, spec, parameters, pooled.embedding(), pooled.attention(), first, counts, dropout);
  }

  private static Operand<TFloat32> onlyFirst(Ops tf, SequenceInputs inputs) {
    Operand<TFloat32> row =
        tf.oneHot(
            tf.constant(0),
            tf.gather(inputs.shape(), tf.constant(1), tf.constant(0)),
            tf.constant(1f),
            tf.constant(0f));
    return tf.math.add(tf.math.mul(inputs.real(), tf.constant(0f)), row);
  }

  /**
   * A head's last layer, linear in the embedding: (batch, answers of the head).
   *
   * @param start of its biases
   */
  Operand<TFloat32> linear(HeadSpec head, float[] start) {
    int outputs = head.answers();
    Operand<TFloat32> weight =
        parameters.get(
            head.weightName("weight"),
            Shape.of(spec.width(), outputs),
            Initial.uniform(-0.02, 0.02));
    Operand<TFloat32> bias =
        parameters.get(head.weightName("bias"), Shape.of(outputs), Initial.values(start));
    return tf.nn.biasAdd(tf.linalg.matMul(embedding, weight), bias);
  }

  /**
   * Adds what is linear in the counts of tokens to a head's one output, where there are any.
   *
   * @param output (batch, 1)
   */
  Operand<TFloat32> plusCounted(HeadSpec head, Operand<TFloat32> output) {
    String name = CountFeatures.weightName(head);
    if (counts.isEmpty() || !parameters.isGiven(name)) {
      return output;
    }
    Operand<TFloat32> weight =
        parameters.get(
            name, Shape.of(CountFeatures.size(spec.vocabularySize()), 1), Initial.constant(0));
    return tf.math.add(output, tf.linalg.matMul(counts.get().read(), weight));
  }
}
