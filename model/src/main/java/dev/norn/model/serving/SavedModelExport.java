package dev.norn.model.serving;

import dev.norn.model.ModelSpec;
import dev.norn.model.TensorflowRuntime;
import dev.norn.model.finetuning.OutcomeHead;
import dev.norn.model.finetuning.PersonSummary;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Encoder;
import dev.norn.model.graph.FrozenParameters;
import dev.norn.model.graph.SequenceInputs;
import dev.norn.model.graph.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.SessionFunction;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Writes a fine-tuned model as a SavedModel with the signatures of {@link ModelSignature}. The graph
 * is built anew with dropout off and the weights as constants, so nothing of training is in it.
 */
public final class SavedModelExport {

  private final ModelSpec spec;
  private final Weights weights;
  private final List<OutcomeCalibration> calibrations;

  /**
   * @param calibrations one per outcome, in the order of the model's outcomes
   */
  public SavedModelExport(
      ModelSpec spec, Weights weights, List<OutcomeCalibration> calibrations) {
    this.spec = spec;
    this.weights = weights;
    this.calibrations = List.copyOf(calibrations);
  }

  /**
   * @param folder new or empty
   */
  public void write(Path folder) throws IOException {
    TensorflowRuntime.load();
    try (Graph graph = new Graph()) {
      Served served = build(graph);
      try (Session session = new Session(graph)) {
        SavedModelBundle.exporter(folder.toString())
            .withTags(ModelSignature.TAG)
            .withFunction(SessionFunction.create(served.serving(), session))
            .withFunction(SessionFunction.create(served.explain(), session))
            .export();
      }
    }
  }

  private record Served(Signature serving, Signature explain) {}

  private Served build(Graph graph) {
    Ops tf = Ops.create(graph);
    FrozenParameters parameters = new FrozenParameters(tf, weights);
    SequenceInputs inputs = SequenceInputs.create(tf);
    Encoder encoder = new Encoder(tf, spec, parameters);
    Dropout off = Dropout.off(tf);
    Operand<TFloat32> embedded = encoder.embed(inputs);
    Operand<TFloat32> summary =
        new PersonSummary(tf, spec, parameters)
            .summarise(inputs, encoder.encode(inputs, embedded, off), off);
    Operand<TFloat32> logits =
        OutcomeHead.logits(tf, spec, parameters, summary, new float[calibrations.size()]);
    Signature serving =
        inputs(Signature.builder(ModelSignature.SERVING.key()), inputs)
            .output("embedding", summary)
            .output("logit", logits)
            .output("probability", probability(tf, logits))
            .build();
    Placeholder<TInt32> outcome =
        tf.withName("outcome").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    Signature explain =
        inputs(Signature.builder(ModelSignature.EXPLAIN.key()), inputs)
            .input("outcome", outcome)
            .output("attribution", attribution(graph, tf, inputs, embedded, logits, outcome))
            .build();
    return new Served(serving, explain);
  }

  private static Signature.Builder inputs(Signature.Builder builder, SequenceInputs inputs) {
    return builder
        .input("tokens", inputs.tokens())
        .input("days", inputs.days())
        .input("ages", inputs.ages())
        .input("segments", inputs.segments());
  }

  private Operand<TFloat32> probability(Ops tf, Operand<TFloat32> logits) {
    float[] slopes = new float[calibrations.size()];
    float[] intercepts = new float[calibrations.size()];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = (float) calibrations.get(i).slope();
      intercepts[i] = (float) calibrations.get(i).intercept();
    }
    Shape row = Shape.of(1, slopes.length);
    return tf.math.sigmoid(
        tf.math.add(
            tf.math.mul(logits, tf.constant(row, DataBuffers.of(slopes))),
            tf.constant(row, DataBuffers.of(intercepts))));
  }

  /**
   * Input times gradient of one outcome's logit on the embedded input, summed over channels:
   * (batch, length). Padding is embedded as 0 and so gets 0.
   */
  private static Operand<TFloat32> attribution(
      Graph graph,
      Ops tf,
      SequenceInputs inputs,
      Operand<TFloat32> embedded,
      Operand<TFloat32> logits,
      Operand<TInt32> outcome) {
    Operand<TFloat32> chosen =
        tf.reduceSum(tf.gather(logits, outcome, tf.constant(1)), tf.constant(0));
    Output<?>[] gradient =
        graph.addGradients(chosen.asOutput(), new Output<?>[] {embedded.asOutput()});
    Operand<TFloat32> product = tf.math.mul(embedded, gradient[0].expect(TFloat32.class));
    return tf.reshape(tf.reduceSum(product, tf.constant(1)), inputs.shape());
  }
}
