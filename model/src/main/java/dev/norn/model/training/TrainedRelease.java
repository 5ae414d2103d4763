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
 */
public record TrainedRelease(Release release, List<TrainingLog> logs, Evaluation evaluation) {
  public TrainedRelease {
    logs = List.copyOf(logs);
  }
}
