package dev.norn.model.graph;

/**
 * How far a run is; with weights and moments all that it goes on from.
 *
 * @param log of the whole epochs
 * @param begun what was done of the next one
 */
record TrainingState(TrainingLog log, Begun begun) {

  /**
   * A part of an epoch.
   *
   * @param losses while the weights changed
   * @param tokens real positions trained on
   */
  record Begun(long steps, LossSums losses, long tokens) {

    Begun with(LossSums more, long moreTokens) {
      return new Begun(steps + 1, losses.plus(more), tokens + moreTokens);
    }
  }

  static TrainingState at(TrainingLog log, int terms) {
    return new TrainingState(log, new Begun(0, LossSums.none(terms), 0));
  }

  /** Over all epochs. */
  long steps() {
    return log.steps() + begun.steps();
  }

  int epoch() {
    return log.epochs().size() + 1;
  }
}
