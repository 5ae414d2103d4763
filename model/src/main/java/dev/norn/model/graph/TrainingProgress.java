package dev.norn.model.graph;

/** Told of every training step, on the training thread. */
@FunctionalInterface
public interface TrainingProgress {

  /**
   * @param step from 1, over all epochs
   * @param steps of all epochs, should training not end early
   * @param loss of the batch
   * @param tokens real positions of the batch
   * @param seconds that the step took
   * @param tokensPerSecond real positions over time, smoothed over some twenty steps of this run
   * @param secondsLeft for the steps that are left at that pace; validation comes on top
   */
  record Step(
      String stage,
      long step,
      long steps,
      double loss,
      long tokens,
      double seconds,
      double tokensPerSecond,
      double secondsLeft) {}

  void after(Step step);

  /** Tells this one of the steps of a run under another name of its stage. */
  default TrainingProgress calling(String stage) {
    return step ->
        after(
            new Step(
                stage,
                step.step(),
                step.steps(),
                step.loss(),
                step.tokens(),
                step.seconds(),
                step.tokensPerSecond(),
                step.secondsLeft()));
  }

  static TrainingProgress silent() {
    return step -> {};
  }
}
