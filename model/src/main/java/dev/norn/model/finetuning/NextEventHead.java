package dev.norn.model.finetuning;

import dev.norn.model.graph.Objective;
import dev.norn.outcome.ObservedOutcome;
import java.util.Arrays;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Which of some classes the next event is: one softmax over the classes and over none within the
 * horizon. Its logit is the log odds of any.
 */
final class NextEventHead implements Head {

  private final Ops tf;
  private final HeadSpec head;
  private final SoftmaxCells cells;

  /**
   * @param start log shares of the classes, and of none, among those of whom it is known
   */
  NextEventHead(HeadInput in, HeadSpec head, float[] start) {
    this.tf = in.tf();
    this.head = head;
    this.cells = new SoftmaxCells(tf, in.linear(head, start));
  }

  static boolean answer(HeadSpec head, ObservedOutcome observed, float[] into, int place) {
    Integer answer = observed.answer();
    if (answer == null) {
      return false;
    }
    if (answer >= head.answers()) {
      throw new IllegalArgumentException(
          "[labels of %s] class %d; the outcome has the classes %s and none"
              .formatted(head.outcome(), answer, head.classes()));
    }
    into[place + answer] = 1;
    return true;
  }

  @Override
  public Operand<TFloat32> logit() {
    float[] any = new float[head.answers()];
    float[] none = new float[any.length];
    Arrays.fill(any, 0, any.length - 1, 1);
    none[any.length - 1] = 1;
    return tf.math.sub(cells.logSum(tf.array(any)), cells.logSum(tf.array(none)));
  }

  /** Probabilities of the classes, then of none: (batch, classes + 1). */
  @Override
  public Optional<Operand<TFloat32>> detail() {
    return Optional.of(cells.probabilities());
  }

  @Override
  public Objective.Term loss(Answers answers) {
    return answers.sum(tf, cells.loss(answers.given()));
  }
}
