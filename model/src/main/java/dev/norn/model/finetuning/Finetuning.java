package dev.norn.model.finetuning;

import dev.norn.model.ModelSpec;
import dev.norn.model.graph.PositionEncoder;
import dev.norn.model.graph.TrainedModel;
import dev.norn.model.graph.TrainingGraph;
import dev.norn.model.graph.TrainingLoop;
import dev.norn.model.graph.TrainingProgress;
import dev.norn.model.graph.TrainingSettings;
import dev.norn.model.graph.Weights;
import dev.norn.outcome.OutcomeLabel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Teaches an encoder, as a rule a pre-trained one, one or more outcomes, all together. */
public final class Finetuning {

  private final ModelSpec spec;
  private final PositionEncoder encoder;
  private final TrainingSettings settings;
  private final TrainingProgress progress;

  public Finetuning(ModelSpec spec, TrainingSettings settings, TrainingProgress progress) {
    this(spec, PositionEncoder.transformer(), settings, progress);
  }

  public Finetuning(
      ModelSpec spec,
      PositionEncoder encoder,
      TrainingSettings settings,
      TrainingProgress progress) {
    this.spec = spec;
    this.encoder = encoder;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Trains, or goes on from the newest checkpoint in the folder.
   *
   * @param pretrained weights to start from; without any, training starts from nothing
   * @param training read once, then held in memory; so is validation
   * @throws IllegalArgumentException if examples differ in their number of labels
   */
  public TrainedModel run(
      Weights pretrained,
      Iterable<LabelledSequence> training,
      Iterable<LabelledSequence> validation,
      Path checkpoints)
      throws IOException {
    List<LabelledSequence> examples = read(training);
    List<LabelledSequence> held = read(validation);
    int outcomes = examples.isEmpty() ? 1 : examples.get(0).labels().size();
    requireLabels(examples, outcomes);
    requireLabels(held, outcomes);
    try (TrainingGraph graph = new TrainingGraph(spec, encoder, settings.seed())) {
      OutcomePrediction objective =
          new OutcomePrediction(graph, settings.seed(), logOdds(examples, outcomes));
      return new TrainingLoop<>(graph, objective, settings, progress)
          .run(pretrained, examples, held, checkpoints);
    }
  }

  private static List<LabelledSequence> read(Iterable<LabelledSequence> examples) {
    List<LabelledSequence> read = new ArrayList<>();
    examples.forEach(read::add);
    return read;
  }

  private static void requireLabels(List<LabelledSequence> examples, int outcomes) {
    for (LabelledSequence example : examples) {
      if (example.labels().size() != outcomes || outcomes == 0) {
        throw new IllegalArgumentException(
            "[labels] an example has %d labels, the first has %d; give every example one per outcome"
                .formatted(example.labels().size(), outcomes));
      }
    }
  }

  /** With half a person added to each side, so that a rare outcome has finite odds. */
  private static float[] logOdds(List<LabelledSequence> examples, int outcomes) {
    double[] positive = new double[outcomes];
    double[] negative = new double[outcomes];
    for (LabelledSequence example : examples) {
      for (int i = 0; i < outcomes; i++) {
        positive[i] += example.labels().get(i) == OutcomeLabel.POSITIVE ? 1 : 0;
        negative[i] += example.labels().get(i) == OutcomeLabel.NEGATIVE ? 1 : 0;
      }
    }
    float[] odds = new float[outcomes];
    for (int i = 0; i < outcomes; i++) {
      odds[i] = (float) Math.log((positive[i] + 0.5) / (negative[i] + 0.5));
    }
    return odds;
  }
}
