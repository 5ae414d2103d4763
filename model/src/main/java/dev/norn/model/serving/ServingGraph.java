package dev.norn.model.serving;

import dev.norn.model.ModelSpec;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.finetuning.Heads;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Encoder;
import dev.norn.model.graph.FrozenParameters;
import dev.norn.model.graph.SequenceInputs;
import dev.norn.model.graph.Weights;
import dev.norn.outcome.OutcomeKind;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** The encoder and its heads without anything that only training needs; weights are constants. */
final class ServingGraph {

  private final Graph graph;
  private final Ops tf;
  private final SequenceInputs inputs;
  private final int outcomes;
  private final Operand<TFloat32> embedded;
  private final Operand<TFloat32> logits;

  ServingGraph(
      Graph graph,
      ModelSpec spec,
      List<HeadSpec> specs,
      Weights weights,
      List<LogitCalibration> calibrations) {
    this.graph = graph;
    this.tf = Ops.create(graph);
    this.outcomes = specs.size();
    FrozenParameters parameters = new FrozenParameters(tf, weights);
    this.inputs = SequenceInputs.create(tf);
    Encoder encoder = new Encoder(tf, spec, parameters);
    Dropout off = Dropout.off(tf);
    this.embedded = encoder.embed(inputs);
    Heads heads =
        new Heads(tf, spec, parameters, inputs, encoder.encode(inputs, embedded, off), specs);
    this.logits = heads.logits();
    tf.withName("embedding").identity(heads.summary());
    tf.withName("logit").identity(logits);
    tf.withName("probability").identity(probabilities(calibrations));
    heads
        .details()
        .forEach(
            (place, detail) ->
                tf.withName(
                        (specs.get(place).kind() == OutcomeKind.ORDINAL
                                ? ModelSignature.CLASSES
                                : ModelSignature.CURVES)
                            + place)
                    .identity(detail));
    tf.withName("attribution").identity(attributions(spec.width()));
  }

  private Operand<TFloat32> probabilities(List<LogitCalibration> calibrations) {
    float[] slopes = new float[outcomes];
    float[] intercepts = new float[outcomes];
    for (int i = 0; i < outcomes; i++) {
      slopes[i] = calibrations.get(i).slope();
      intercepts[i] = calibrations.get(i).intercept();
    }
    return tf.math.sigmoid(
        tf.math.add(tf.math.mul(logits, tf.array(slopes)), tf.array(intercepts)));
  }

  /** Input × gradient of one outcome's logit, summed over channels: (batch, length). */
  private Operand<TFloat32> attributions(int width) {
    Placeholder<TInt32> outcome =
        tf.withName("outcome").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    Operand<TFloat32> chosen =
        tf.oneHot(outcome, tf.constant(outcomes), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> sum = tf.reduceSum(tf.math.mul(logits, chosen), tf.array(0, 1));
    Operand<TFloat32> gradient =
        graph.addGradients(sum.asOutput(), new Output<?>[] {embedded.asOutput()})[0].expect(
            TFloat32.class);
    Operand<TFloat32> byPosition = tf.reduceSum(tf.math.mul(embedded, gradient), tf.constant(1));
    return tf.math.mul(tf.reshape(byPosition, inputs.shape()), inputs.real());
  }
}
