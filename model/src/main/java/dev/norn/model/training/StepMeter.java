package dev.norn.model.training;

import dev.norn.model.graph.TrainingProgress;
import java.util.ArrayList;
import java.util.List;

/** Keeps the steps and passes them on. */
final class StepMeter implements TrainingProgress {

  private final TrainingProgress next;
  private final List<Step> steps = new ArrayList<>();

  StepMeter(TrainingProgress next) {
    this.next = next;
  }

  @Override
  public void after(Step step) {
    steps.add(step);
    next.after(step);
  }

  /**
   * @param epochs of the run
   * @throws IllegalArgumentException if there was no step
   */
  TrainingCost cost(int epochs) {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException(
          "[steps] the checkpoint is already at so many steps; ask for more, or delete the folder"
              + " of checkpoints");
    }
    // In the first steps shapes are compiled and pools fill.
    List<Step> timed = steps.subList(steps.size() / 10, steps.size());
    double seconds = timed.stream().mapToDouble(Step::seconds).sum();
    long tokens = timed.stream().mapToLong(Step::tokens).sum();
    Step last = steps.get(steps.size() - 1);
    return new TrainingCost(
        last.stage(),
        timed.size(),
        tokens / seconds,
        seconds / timed.size(),
        last.steps() / epochs,
        epochs);
  }
}
