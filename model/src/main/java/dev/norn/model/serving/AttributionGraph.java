package dev.norn.model.serving;

import dev.norn.model.finetuning.Heads;
import dev.norn.model.finetuning.TokenCounts;
import dev.norn.model.graph.SequenceInputs;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Gradients of one outcome's logit, in the graph of a served model. */
final class AttributionGraph {

  private final Graph graph;
  private final Ops tf;
  private final SequenceInputs inputs;
  private final int outcomes;
  private final Placeholder<TInt32> outcome;
  private final Placeholder<TFloat32> fraction;

  AttributionGraph(Graph graph, Ops tf, SequenceInputs inputs, int outcomes) {
    this.graph = graph;
    this.tf = tf;
    this.inputs = inputs;
    this.outcomes = outcomes;
    this.outcome = scalar("outcome", TInt32.class);
    this.fraction = scalar("fraction", TFloat32.class);
  }

  private <T extends TNumber> Placeholder<T> scalar(String name, Class<T> type) {
    return tf.withName(name).placeholder(type, Placeholder.shape(Shape.scalar()));
  }

  /** Of the way from a life without content to the whole one. */
  Operand<TFloat32> fraction() {
    return fraction;
  }

  /** Of the outcome that is explained: (batch). */
  Operand<TFloat32> logit(Heads heads) {
    Operand<TFloat32> chosen =
        tf.oneHot(outcome, tf.constant(outcomes), tf.constant(1f), tf.constant(0f));
    return tf.reduceSum(tf.math.mul(heads.logits(), chosen), tf.constant(1));
  }

  /**
   * Input × gradient of the logit, summed over channels; what counts of tokens add to the logit is
   * divided among the tokens that they count: (batch, length).
   *
   * @param embedded the input, (batch · length, width)
   * @param point where the gradient is taken, of the same shape
   * @param heads over what was encoded from the point
   */
  Operand<TFloat32> of(Operand<TFloat32> embedded, Operand<TFloat32> point, Heads heads) {
    Operand<TFloat32> sum = tf.reduceSum(logit(heads), tf.constant(0));
    Operand<TFloat32> byChannel = tf.math.mul(embedded, gradient(sum, point));
    Operand<TFloat32> byPosition =
        tf.reshape(tf.reduceSum(byChannel, tf.constant(1)), inputs.shape());
    if (heads.counts().isPresent()) {
      TokenCounts counts = heads.counts().get();
      Operand<TFloat32> counted = tf.math.mul(counts.features(), gradient(sum, counts.read()));
      byPosition = tf.math.add(byPosition, counts.byPosition(counted));
    }
    return tf.math.mul(byPosition, inputs.real());
  }

  /** The layers that concepts are looked for in, and the logit's gradients there, by output. */
  Map<String, Operand<TFloat32>> layers(Operand<TFloat32> encoded, Heads heads, int width) {
    Operand<TFloat32> sum = tf.reduceSum(logit(heads), tf.constant(0));
    Operand<TFloat32> positions = tf.reduceSum(inputs.real(), tf.constant(1));
    return Map.of(
        "encoded",
        tf.math.div(overPositions(encoded, width), tf.reshape(positions, tf.array(-1, 1))),
        "encoded_gradient",
        overPositions(gradient(sum, encoded), width),
        "summary_gradient",
        gradient(sum, heads.embedding()));
  }

  /** Sum over the real positions, (batch, width). */
  private Operand<TFloat32> overPositions(Operand<TFloat32> rows, int width) {
    Operand<TFloat32> real = tf.math.mul(rows, tf.reshape(inputs.real(), tf.array(-1, 1)));
    return tf.reduceSum(
        tf.reshape(real, tf.concat(List.of(inputs.shape(), tf.array(width)), tf.constant(0))),
        tf.constant(1));
  }

  private Operand<TFloat32> gradient(Operand<TFloat32> sum, Operand<TFloat32> by) {
    return graph.addGradients(sum.asOutput(), new Output<?>[] {by.asOutput()})[0].expect(
        TFloat32.class);
  }
}
