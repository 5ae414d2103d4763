package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
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
   * @param predictions numbers a row, (batch, …), that a {@link Reader} is told in a pass without
   *     dropout; empty where nothing but the loss is looked at
   */
  record Loss(List<Term> terms, Optional<Operand<TFloat32>> predictions) {

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

    public Loss withPredictions(Operand<TFloat32> numbers) {
      return new Loss(terms, Optional.of(numbers));
    }
  }

  /** Sees every example of a pass without dropout, where the loss has predictions. */
  interface Reader<E> {

    /**
     * @param predictions the example's row of {@link Loss#predictions}
     */
    void add(E example, float[] predictions);
  }

  /** What epochs are compared by. One object sees one pass over the validation split. */
  interface Criterion<E> extends Reader<E> {

    /**
     * @param loss of the split
     * @return the lower, the better
     */
    double value(double loss);

    /** The loss itself. */
    static <E> Criterion<E> loss() {
      return new Criterion<>() {
        @Override
        public void add(E example, float[] predictions) {}

        @Override
        public double value(double loss) {
          return loss;
        }
      };
    }
  }

  /**
   * Draws an epoch's examples by what was seen of the training split after earlier epochs. What it
   * remembers is saved with the weights. Not thread-safe.
   */
  interface Review<E> extends Reader<E> {

    /** Ends a pass, in which every example of the training split was added once. */
    void passed();

    /** A copy of all that later draws depend on. */
    Weights memory();

    void remember(Weights memory);
  }

  /** Name of the stage in progress reports, logs and model checkpoints. */
  String stage();

  PersonSequence sequence(E example);

  /**
   * What an epoch of training reads: {@link #draws} examples.
   *
   * @param examples of the training split, in their order
   * @param epoch decides what is drawn
   */
  default Stream<E> drawn(Stream<E> examples, int epoch) {
    return examples;
  }

  /**
   * @param examples of the training split
   * @return how many of them, repeated ones included, an epoch reads
   */
  default long draws(long examples) {
    return examples;
  }

  /** Present where {@link #drawn} depends on it: then the training split is read after epochs. */
  default Optional<Review<E>> review() {
    return Optional.empty();
  }

  /**
   * @param spec of the encoder
   * @return the share of its values that training drops
   */
  default double encoderDropout(ModelSpec spec) {
    return spec.dropout();
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
