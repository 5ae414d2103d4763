package dev.norn.model.baseline;

import dev.norn.model.ModelSpec;
import dev.norn.model.TensorflowRuntime;
import dev.norn.model.finetuning.Finetuning;
import dev.norn.model.finetuning.HeadSpec;
import dev.norn.model.finetuning.Heads;
import dev.norn.model.finetuning.LabelledSequence;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Feeds;
import dev.norn.model.graph.FrozenParameters;
import dev.norn.model.graph.NewestSentences;
import dev.norn.model.graph.PositionEncoder;
import dev.norn.model.graph.SequenceBatch;
import dev.norn.model.graph.SequenceInputs;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.graph.Weights;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Bidirectional gated recurrent units over the tokens, times and ages that the transformer reads,
 * pooled by the same attention, with one logit per outcome. Not pre-trained: it begins from nothing
 * and learns all outcomes together. Lives longer than {@value #MOST_STEPS} positions are cut to
 * their background and newest whole sentences. Immutable, safe for use by several threads.
 */
public final class GruNetwork {

  /** Positions that it reads at most. */
  public static final int MOST_STEPS = 128;

  private static final int SCORED_TOGETHER = 64;

  private final ModelSpec spec;
  private final Weights weights;
  private final List<HeadSpec> heads;
  private final int steps;

  private GruNetwork(ModelSpec spec, List<HeadSpec> heads, Weights weights, int steps) {
    this.spec = spec;
    this.heads = List.copyOf(heads);
    this.weights = weights;
    this.steps = steps;
  }

  /**
   * Trains until the validation loss no longer falls, or goes on from the newest checkpoint.
   *
   * @param spec its layers, width and dropout; what it says of attention is not used
   * @param heads one per outcome
   * @param training held in memory, as is validation; one outcome per head
   * @param checkpoints folder
   */
  public static GruNetwork train(
      ModelSpec spec,
      List<HeadSpec> heads,
      TrainingSettings settings,
      TrainingProgress progress,
      List<LabelledSequence> training,
      List<LabelledSequence> validation,
      Path checkpoints)
      throws IOException {
    int longest = training.stream().mapToInt(e -> e.sequence().length()).max().orElse(1);
    int steps = Math.min(MOST_STEPS, longest);
    Weights weights =
        new Finetuning(
                spec.withMaxLength(steps),
                heads,
                PositionEncoder.recurrent(steps),
                settings,
                progress)
            .run(
                new Weights(List.of()),
                cut(training, steps)::stream,
                cut(validation, steps)::stream,
                checkpoints)
            .weights();
    return new GruNetwork(spec, heads, weights, steps);
  }

  private static List<LabelledSequence> cut(List<LabelledSequence> examples, int steps) {
    return examples.stream()
        .map(e -> new LabelledSequence(NewestSentences.of(e.sequence(), steps), e.outcomes()))
        .toList();
  }

  /** Logits by person, then by outcome. Lays out its graph at every call: call it with many. */
  public float[][] logits(List<PersonSequence> people) {
    float[][] logits = new float[people.size()][];
    try (Graph graph = new Graph();
        Session session = new Session(graph, TensorflowRuntime.sessionConfig())) {
      Ops tf = Ops.create(graph);
      SequenceInputs inputs = SequenceInputs.create(tf);
      Operand<TFloat32> output = output(tf, inputs);
      for (int from = 0; from < logits.length; from += SCORED_TOGETHER) {
        int to = Math.min(from + SCORED_TOGETHER, logits.length);
        List<PersonSequence> batch =
            people.subList(from, to).stream().map(p -> NewestSentences.of(p, steps)).toList();
        float[] scored = scored(session, inputs, output, batch);
        for (int i = from; i < to; i++) {
          logits[i] = new float[heads.size()];
          System.arraycopy(scored, (i - from) * heads.size(), logits[i], 0, heads.size());
        }
      }
    }
    return logits;
  }

  private float[] scored(
      Session session,
      SequenceInputs inputs,
      Operand<TFloat32> output,
      List<PersonSequence> batch) {
    float[] scored = new float[batch.size() * heads.size()];
    try (Feeds feeds = new Feeds()) {
      SequenceBatch.of(batch, steps).feed(inputs, feeds);
      try (var result = feeds.into(session.runner()).fetch(output).run()) {
        ((TFloat32) result.get(0)).copyTo(DataBuffers.of(scored));
      }
    }
    return scored;
  }

  private Operand<TFloat32> output(Ops tf, SequenceInputs inputs) {
    FrozenParameters frozen = new FrozenParameters(tf, weights);
    Operand<TFloat32> encoded =
        PositionEncoder.recurrent(steps)
            .encode(tf, spec, spec.attention(1), frozen, inputs, Dropout.off(tf));
    return new Heads(tf, spec, frozen, inputs, encoded, heads).logits();
  }
}
