package dev.norn.model.serving;

import dev.norn.model.ModelSpec;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.finetuning.Heads;
import dev.norn.model.finetuning.TokenCounts;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Encoder;
import dev.norn.model.graph.FrozenParameters;
import dev.norn.model.graph.Precision;
import dev.norn.model.graph.SequenceInputs;
import dev.norn.model.graph.Weights;
import java.util.LinkedHashMap;
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

/**
 * The encoder and its heads without anything that only training needs, once for each {@link
 * ServingForm}; weights are constants, shared by all forms.
 */
final class ServingGraph {

  private final Graph graph;
  private final Ops tf;
  private final ModelSpec spec;
  private final List<HeadSpec> specs;
  private final FrozenParameters parameters;
  private final List<LogitCalibration> calibrations;
  private final SequenceInputs inputs;
  private final Placeholder<TInt32> outcome;
  private final Map<ModelSignature, Map<String, Operand<TFloat32>>> functions =
      new LinkedHashMap<>();

  ServingGraph(
      Graph graph,
      ModelSpec spec,
      List<HeadSpec> specs,
      Weights weights,
      List<LogitCalibration> calibrations) {
    this.graph = graph;
    this.tf = Ops.create(graph);
    this.spec = spec;
    this.specs = specs;
    this.parameters = new FrozenParameters(tf, weights);
    this.calibrations = calibrations;
    this.inputs = SequenceInputs.create(tf);
    this.outcome =
        tf.withName("outcome").placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    ServingForm.of(spec).forEach(this::add);
  }

  /** By signature, the tensors of its outputs by their names. */
  Map<ModelSignature, Map<String, Operand<TFloat32>>> functions() {
    return functions;
  }

  private void add(ServingForm form) {
    Encoder encoder = new Encoder(tf, spec, form.attention(), parameters, form.precision());
    Dropout off = Dropout.off(tf);
    Operand<TFloat32> embedded = encoder.embed(inputs);
    Heads heads =
        new Heads(tf, spec, parameters, inputs, encoder.encode(inputs, embedded, off), specs);
    functions.put(
        ModelSignature.serving(spec.width(), specs).named(form.key(ModelSignature.SERVING, spec)),
        outputs(heads));
    // Gradients are for people to read: always at single precision.
    if (form.precision() == Precision.FLOAT32) {
      functions.put(
          ModelSignature.explain().named(form.key(ModelSignature.EXPLAIN, spec)),
          Map.of("attribution", attributions(embedded, heads)));
    }
  }

  private Map<String, Operand<TFloat32>> outputs(Heads heads) {
    Map<String, Operand<TFloat32>> outputs = new LinkedHashMap<>();
    outputs.put("embedding", heads.embedding());
    Operand<TFloat32> logits = heads.logits();
    outputs.put("logit", logits);
    outputs.put("probability", probabilities(logits));
    heads
        .details()
        .forEach(
            (place, detail) ->
                outputs.put(
                    ModelSignature.detail(specs.get(place).kind()).orElseThrow() + place, detail));
    return outputs;
  }

  private Operand<TFloat32> probabilities(Operand<TFloat32> logits) {
    float[] slopes = new float[calibrations.size()];
    float[] intercepts = new float[calibrations.size()];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = calibrations.get(i).slope();
      intercepts[i] = calibrations.get(i).intercept();
    }
    return tf.math.sigmoid(
        tf.math.add(tf.math.mul(logits, tf.array(slopes)), tf.array(intercepts)));
  }

  /**
   * Input × gradient of one outcome's logit, summed over channels; what counts of tokens add to the
   * logit is divided among the tokens that they count: (batch, length).
   */
  private Operand<TFloat32> attributions(Operand<TFloat32> embedded, Heads heads) {
    Operand<TFloat32> chosen =
        tf.oneHot(outcome, tf.constant(calibrations.size()), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> sum = tf.reduceSum(tf.math.mul(heads.logits(), chosen), tf.array(0, 1));
    Operand<TFloat32> byPosition =
        tf.reshape(tf.reduceSum(contributions(sum, embedded), tf.constant(1)), inputs.shape());
    if (heads.counts().isPresent()) {
      TokenCounts counts = heads.counts().get();
      byPosition =
          tf.math.add(byPosition, counts.byPosition(contributions(sum, counts.features())));
    }
    return tf.math.mul(byPosition, inputs.real());
  }

  private Operand<TFloat32> contributions(Operand<TFloat32> sum, Operand<TFloat32> input) {
    Operand<TFloat32> gradient =
        graph.addGradients(sum.asOutput(), new Output<?>[] {input.asOutput()})[0].expect(
            TFloat32.class);
    return tf.math.mul(input, gradient);
  }
}
