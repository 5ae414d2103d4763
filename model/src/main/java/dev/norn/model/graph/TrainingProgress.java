package dev.norn.model.graph;

/** Told of every training step, on the training thread. */
@FunctionalInterface
public interface TrainingProgress {

  /**
   * @param step from 1, over all epochs
   * @param steps of all epochs, should training not end early
   * @param loss mean over the answers of the batch
   * @param tokensPerSecond real positions of the batch over the time of the step
   */
  record Step(String stage, long step, long steps, double loss, double tokensPerSecond) {}

  void after(Step step);

  static TrainingProgress silent() {
    return step -> {};
  }
}
