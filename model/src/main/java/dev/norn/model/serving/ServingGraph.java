package dev.norn.model.serving;

import dev.norn.model.ModelSpec;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.finetuning.Heads;
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
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The encoder and its heads without anything that only training needs, once for each {@link
 * ServingForm}; weights are constants, shared by all forms.
 */
final class ServingGraph {

  private final Ops tf;
  private final ModelSpec spec;
  private final List<HeadSpec> specs;
  private final FrozenParameters parameters;
  private final List<LogitCalibration> calibrations;
  private final SequenceInputs inputs;
  private final AttributionGraph attributions;
  private final Map<ModelSignature, Map<String, Operand<TFloat32>>> functions =
      new LinkedHashMap<>();

  ServingGraph(
      Graph graph,
      ModelSpec spec,
      List<HeadSpec> specs,
      Weights weights,
      List<LogitCalibration> calibrations) {
    this.tf = Ops.create(graph);
    this.spec = spec;
    this.specs = specs;
    this.parameters = new FrozenParameters(tf, weights);
    this.calibrations = calibrations;
    this.inputs = SequenceInputs.create(tf);
    this.attributions = new AttributionGraph(graph, tf, inputs, calibrations.size());
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
          Map.of("attribution", attributions.of(embedded, embedded, heads)));
      addPath(encoder, form);
    }
  }

  private void addPath(Encoder encoder, ServingForm form) {
    Operand<TFloat32> embedded = encoder.embed(inputs);
    Operand<TFloat32> point = tf.math.mul(embedded, attributions.fraction());
    Operand<TFloat32> encoded = encoder.encode(inputs, point, Dropout.off(tf));
    Heads heads =
        Heads.partly(tf, spec, parameters, inputs, encoded, specs, attributions.fraction());
    Map<String, Operand<TFloat32>> outputs =
        new LinkedHashMap<>(attributions.layers(encoded, heads, spec.width()));
    outputs.put("attribution", attributions.of(embedded, point, heads));
    outputs.put("logit", attributions.logit(heads));
    outputs.put("attention", heads.attention());
    functions.put(
        ModelSignature.explainPath(spec.width()).named(form.key(ModelSignature.EXPLAIN_PATH, spec)),
        outputs);
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
}
