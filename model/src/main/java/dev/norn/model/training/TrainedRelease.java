package dev.norn.model.training;

import dev.norn.model.evaluation.Evaluation;
import dev.norn.model.graph.TrainingLog;
import dev.norn.model.release.Release;
import java.util.List;

/**
 * A finished release and how it came about.
 *
 * @param logs one per stage
 * @param evaluation on the test split
 * @param testUse how often the release has used that split, in a sentence
 */
public record TrainedRelease(
    Release release, List<TrainingLog> logs, Evaluation evaluation, String testUse) {
  public TrainedRelease {
    logs = List.copyOf(logs);
  }
}
