package dev.norn.model.finetuning;

import dev.norn.model.graph.Feeds;
import dev.norn.model.graph.Objective;
import dev.norn.outcome.ObservedOutcome;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * What a head learns from, fed batch by batch.
 *
 * @param given (batch, {@link HeadSpec#answers})
 * @param known 1 where the answer is known, else 0: (batch)
 */
record Answers(HeadSpec head, Placeholder<TFloat32> given, Placeholder<TFloat32> known) {

  static Answers create(Ops tf, HeadSpec head) {
    return new Answers(
        head,
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, head.answers()))),
        tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1))));
  }

  /**
   * @param rows of the batch, no fewer than observed; nothing is known of the others
   */
  void feed(Feeds feeds, List<ObservedOutcome> observed, int rows) {
    int columns = head.answers();
    float[] answers = new float[rows * columns];
    float[] isKnown = new float[rows];
    for (int i = 0; i < observed.size(); i++) {
      isKnown[i] = head.answer(observed.get(i), answers, i * columns) ? 1 : 0;
    }
    feeds.floats(given, answers, rows, columns);
    feeds.floats(known, isKnown, rows);
  }

  /**
   * Sums the losses of those who are known.
   *
   * @param losses (batch)
   */
  Objective.Term sum(Ops tf, Operand<TFloat32> losses) {
    return new Objective.Term(
        1, tf.reduceSum(tf.math.mul(losses, known), tf.array(0)), tf.reduceSum(known, tf.array(0)));
  }
}
