package dev.norn.model.graph;

import java.util.List;

/** How a batch moves the weights. */
interface OptimiserStep<E> {

  /** The weights of its terms; the terms are those of one attention. */
  Objective.Loss loss();

  TrainableParameters moments();

  /** Sets weights and moments, and forgets gradients summed so far. */
  void load(Weights weights, Weights moments);

  /**
   * @param parts of one batch
   * @param step from 0, over all epochs
   * @param point of the schedule
   */
  LossSums run(List<MicroBatch<E>> parts, int epoch, long step, Schedule.Point point);
}
