package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingGraph;
import dev.norn.model.graph.TrainingLoop;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.graph.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Teaches a pre-trained encoder one or more outcomes, all together. */
public final class Finetuning {

  private final ModelSpec spec;
  private final List<HeadSpec> heads;
  private final TrainingSettings settings;
  private final TrainingProgress progress;

  /**
   * @param heads one per outcome, in the order of the examples' outcomes
   */
  public Finetuning(
      ModelSpec spec, List<HeadSpec> heads, TrainingSettings settings, TrainingProgress progress) {
    this.spec = spec;
    this.heads = List.copyOf(heads);
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Trains, or goes on from the newest checkpoint in the folder.
   *
   * @param pretrained weights to start from; without any, training starts from nothing
   * @param training read once, then held in memory; so is validation
   * @throws IllegalArgumentException if an example has not one outcome per head
   */
  public TrainedModel run(
      Weights pretrained,
      Iterable<LabelledSequence> training,
      Iterable<LabelledSequence> validation,
      Path checkpoints)
      throws IOException {
    List<LabelledSequence> examples = read(training);
    List<LabelledSequence> held = read(validation);
    requireOutcomes(examples);
    requireOutcomes(held);
    try (TrainingGraph graph = new TrainingGraph(spec, settings.seed())) {
      OutcomePrediction objective =
          new OutcomePrediction(graph, settings.seed(), heads, Starts.of(heads, examples));
      return new TrainingLoop<>(graph, objective, settings, progress)
          .run(pretrained, examples, held, checkpoints);
    }
  }

  private static List<LabelledSequence> read(Iterable<LabelledSequence> examples) {
    List<LabelledSequence> read = new ArrayList<>();
    examples.forEach(read::add);
    return read;
  }

  private void requireOutcomes(List<LabelledSequence> examples) {
    for (LabelledSequence example : examples) {
      if (example.outcomes().size() != heads.size()) {
        throw new IllegalArgumentException(
            "[labels] an example has %d outcomes, the model has %d heads; give every example one per head"
                .formatted(example.outcomes().size(), heads.size()));
      }
    }
  }
}
