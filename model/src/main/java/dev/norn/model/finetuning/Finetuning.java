package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.graph.PositionEncoder;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingGraph;
import dev.norn.model.graph.TrainingLoop;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.graph.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Teaches an encoder, as a rule a pre-trained one, one or more outcomes, all together. */
public final class Finetuning {

  private final ModelSpec spec;
  private final List<HeadSpec> heads;
  private final PositionEncoder encoder;
  private final TrainingSettings settings;
  private final TrainingProgress progress;

  /**
   * @param heads one per outcome, in the order of the examples' outcomes
   */
  public Finetuning(
      ModelSpec spec, List<HeadSpec> heads, TrainingSettings settings, TrainingProgress progress) {
    this(spec, heads, PositionEncoder.transformer(settings.precision()), settings, progress);
  }

  /**
   * @param heads one per outcome, in the order of the examples' outcomes
   */
  public Finetuning(
      ModelSpec spec,
      List<HeadSpec> heads,
      PositionEncoder encoder,
      TrainingSettings settings,
      TrainingProgress progress) {
    this.spec = spec;
    this.heads = List.copyOf(heads);
    this.encoder = encoder;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Trains, or goes on from the newest checkpoint in the folder.
   *
   * @param pretrained weights to start from; without any, training starts from nothing
   * @param training the same examples in the same order at every call; closed after use. So for
   *     validation
   * @throws IllegalArgumentException if an example has not one outcome per head
   */
  public TrainedModel run(
      Weights pretrained,
      Supplier<Stream<LabelledSequence>> training,
      Supplier<Stream<LabelledSequence>> validation,
      Path checkpoints)
      throws IOException {
    return run(pretrained, training, validation, checkpoints, TrainingLoop.ALL_STEPS);
  }

  /**
   * @param mostSteps over all epochs, after which the run stops; it can go on later
   */
  public TrainedModel run(
      Weights pretrained,
      Supplier<Stream<LabelledSequence>> training,
      Supplier<Stream<LabelledSequence>> validation,
      Path checkpoints,
      long mostSteps)
      throws IOException {
    boolean isPrivate = settings.privacy() != null;
    // The shares of the training people are nothing that noise would hide.
    List<float[]> starts = Starts.of(heads, isPrivate ? validation : training);
    try (Stream<LabelledSequence> held = validation.get()) {
      held.forEach(example -> example.requireHeads(heads));
    }
    try (TrainingGraph graph = new TrainingGraph(spec, encoder, settings.seed())) {
      OutcomePrediction objective =
          new OutcomePrediction(
              graph,
              settings.seed(),
              heads,
              starts,
              isPrivate,
              BalancedDraws.of(spec, heads, training, settings.seed()),
              DifficultyDraws.of(spec, heads, training, settings.seed()));
      return new TrainingLoop<>(graph, objective, settings, progress)
          .run(pretrained, training, validation, checkpoints, mostSteps);
    }
  }
}
