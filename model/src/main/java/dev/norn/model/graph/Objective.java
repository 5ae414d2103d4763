package dev.norn.model.graph;

import dev.norn.sequence.PersonSequence;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a training run learns.
 *
 * @param <E> an example
 */
public interface Objective<E> {

  /**
   * One thing that is learned.
   *
   * @param weight in the loss
   * @param sum of the losses of all answers of a batch
   * @param count of those answers, or the sum of their weights; may be 0. It must follow from what
   *     {@link Objective#feed} feeds and from nothing that is encoded: it is computed first, over
   *     all parts of a batch that is trained on in parts
   */
  record Term(double weight, Operand<TFloat32> sum, Operand<TFloat32> count) {}

  /** The weighted sum of the terms' means. */
  record Loss(List<Term> terms) {

    public Loss {
      terms = List.copyOf(terms);
    }

    /** A single term. */
    public Loss(Operand<TFloat32> sum, Operand<TFloat32> count) {
      this(List.of(new Term(1, sum, count)));
    }
  }

  /** Name of the stage in progress reports, logs and model checkpoints. */
  String stage();

  PersonSequence sequence(E example);

  /**
   * What an epoch of training reads; the same number of examples in every epoch.
   *
   * @param examples of the training split, in their order
   * @param epoch decides what is drawn
   */
  default Stream<E> drawn(Stream<E> examples, int epoch) {
    return examples;
  }

  /** Adds the loss over encoded positions (batch · length, width) to the graph. */
  Loss loss(Operand<TFloat32> encoded, Dropout dropout);

  /**
   * Feeds inputs and answers.
   *
   * @param rows of the batch, no fewer than examples; a row without an example ({@link
   *     SequenceBatch} fills it) has no answer
   * @param length padded length
   * @param epoch decides the draws in training; negative in validation, which draws the same each
   *     time
   */
  void feed(Feeds feeds, List<E> examples, int rows, int length, int epoch);
}
