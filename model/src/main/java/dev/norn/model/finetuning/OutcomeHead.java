package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.graph.Initial;
import dev.norn.model.graph.Parameters;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** One logit per outcome, linear in the person's embedding. */
public final class OutcomeHead {

  private OutcomeHead() {}

  /**
   * @param summary (batch, width)
   * @param startingLogits one per outcome: the log odds of its share among the labelled
   * @return (batch, outcomes)
   */
  public static Operand<TFloat32> logits(
      Ops tf,
      ModelSpec spec,
      Parameters parameters,
      Operand<TFloat32> summary,
      float[] startingLogits) {
    int outcomes = startingLogits.length;
    Operand<TFloat32> weight =
        parameters.get(
            "outcome.weight", Shape.of(spec.width(), outcomes), Initial.uniform(-0.02, 0.02));
    Operand<TFloat32> bias =
        parameters.get("outcome.bias", Shape.of(outcomes), Initial.values(startingLogits));
    return tf.nn.biasAdd(tf.linalg.matMul(summary, weight), bias);
  }
}
