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
   * @param training read once, then held in memory; so is validation
   */
  public TrainedModel run(
      Iterable<PersonSequence> training, Iterable<PersonSequence> validation, Path checkpoints)
      throws IOException {
    try (TrainingGraph graph = new TrainingGraph(spec, settings.seed())) {
      MaskedTokensAndOrder objective = new MaskedTokensAndOrder(graph, settings.seed());
      return new TrainingLoop<>(graph, objective, settings, progress)
          .run(new Weights(List.of()), training, validation, checkpoints);
    }
  }
}
