package dev.norn.model.pretraining;

import dev.norn.model.ModelSpec;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingGraph;
import dev.norn.model.graph.TrainingLoop;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.graph.Weights;
import dev.norn.sequence.PersonSequence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Teaches an encoder what lives look like, by hiding tokens of them and mixing up their order. */
public final class Pretraining {

  private final ModelSpec spec;
  private final TrainingSettings settings;
  private final TrainingProgress progress;

  public Pretraining(ModelSpec spec, TrainingSettings settings, TrainingProgress progress) {
    this.spec = spec;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Trains, or goes on from the newest checkpoint in the folder.
   *
   * @param training the same sequences in the same order at every call; closed after use. So for
   *     validation
   */
  public TrainedModel run(
      Supplier<Stream<PersonSequence>> training,
      Supplier<Stream<PersonSequence>> validation,
      Path checkpoints)
      throws IOException {
    return run(training, validation, checkpoints, TrainingLoop.ALL_STEPS);
  }

  /**
   * @param mostSteps over all epochs, after which the run stops; it can go on later
   */
  public TrainedModel run(
      Supplier<Stream<PersonSequence>> training,
      Supplier<Stream<PersonSequence>> validation,
      Path checkpoints,
      long mostSteps)
      throws IOException {
    try (TrainingGraph graph = new TrainingGraph(spec, settings.precision(), settings.seed())) {
      MaskedTokensAndOrder objective = new MaskedTokensAndOrder(graph, settings.seed());
      return new TrainingLoop<>(graph, objective, settings, progress)
          .run(new Weights(List.of()), training, validation, checkpoints, mostSteps);
    }
  }
}
