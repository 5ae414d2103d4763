package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Parameters;
import dev.norn.model.graph.SequenceInputs;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What every head of one pass reads.
 *
 * @param summary the person's embedding, (batch, width)
 * @param first the encoded {@code [CLS]}, (batch, width)
 */
record HeadInput(
    Ops tf,
    ModelSpec spec,
    Parameters parameters,
    Operand<TFloat32> summary,
    Operand<TFloat32> first,
    Dropout dropout) {

  static HeadInput of(
      Ops tf,
      ModelSpec spec,
      Parameters parameters,
      SequenceInputs inputs,
      Operand<TFloat32> encoded,
      Dropout dropout) {
    Operand<TFloat32> byPerson =
        tf.reshape(
            encoded, tf.concat(List.of(inputs.shape(), tf.array(spec.width())), tf.constant(0)));
    return new HeadInput(
        tf,
        spec,
        parameters,
        new PersonSummary(tf, spec, parameters).summarise(inputs, encoded, dropout),
        tf.gather(byPerson, tf.constant(0), tf.constant(1)),
        dropout);
  }
}
