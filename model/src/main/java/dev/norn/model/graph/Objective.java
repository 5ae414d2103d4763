package dev.norn.model.graph;

import dev.norn.sequence.PersonSequence;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a training run learns.
 *
 * @param <E> an example
 */
public interface Objective<E> {

  /**
   * @param sum of the losses of all answers of a batch
   * @param count of those answers, as a number that may be 0
   */
  record Loss(Operand<TFloat32> sum, Operand<TFloat32> count) {}

  /** Name of the stage in progress reports, logs and model checkpoints. */
  String stage();

  PersonSequence sequence(E example);

  /** Adds the loss over encoded positions (batch · length, width) to the graph. */
  Loss loss(Operand<TFloat32> encoded, Dropout dropout);

  /**
   * Feeds inputs and answers.
   *
   * @param length padded length
   * @param epoch decides the draws in training; negative in validation, which draws the same each
   *     time
   */
  void feed(Feeds feeds, List<E> examples, int length, int epoch);
}
