package dev.norn.model.graph;

import dev.norn.sequence.PersonSequence;
import java.util.List;
import java.util.Optional;
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

  /**
   * The weighted sum of the terms' means.
   *
   * @param ranks a number a row, (batch), that a {@link Criterion} is told in validation; empty
   *     where epochs are compared by the loss
   */
  record Loss(List<Term> terms, Optional<Operand<TFloat32>> ranks) {

    public Loss {
      terms = List.copyOf(terms);
    }

    public Loss(List<Term> terms) {
      this(terms, Optional.empty());
    }

    /** A single term. */
    public Loss(Operand<TFloat32> sum, Operand<TFloat32> count) {
      this(List.of(new Term(1, sum, count)));
    }

    public Loss rankedBy(Operand<TFloat32> numbers) {
      return new Loss(terms, Optional.of(numbers));
    }
  }

  /** What epochs are compared by. One object sees one pass over the validation split. */
  interface Criterion<E> {

    /** Takes an example with its {@link Loss#ranks number}, where the loss has them. */
    void add(E example, float rank);

    /**
     * @param loss of the split
     * @return the lower, the better
     */
    double value(double loss);

    /** The loss itself. */
    static <E> Criterion<E> loss() {
      return new Criterion<>() {
        @Override
        public void add(E example, float rank) {}

        @Override
        public double value(double loss) {
          return loss;
        }
      };
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

  default Criterion<E> criterion() {
    return Criterion.loss();
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
