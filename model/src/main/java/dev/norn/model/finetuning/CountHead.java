package dev.norn.model.finetuning;

import dev.norn.model.graph.Objective;
import dev.norn.outcome.ObservedOutcome;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * How many events are expected within the horizon, log-linear in the embedding. Its logit is the
 * log odds of any, as if counts were Poisson: calibration moves it where they are not.
 *
 * <p>The loss is half of Poisson's deviance, which is right for the mean whatever the variance,
 * divided by the mean of the training split where that is above 1: else an outcome of many events
 * would drown the others.
 */
final class CountHead implements Head {

  private static final float LEAST_LOG = -20;
  private static final float GREATEST_LOG = 12;

  private final Ops tf;
  private final float scale;
  private final Operand<TFloat32> log;
  private final Operand<TFloat32> expected;

  /**
   * @param start log of the mean count
   */
  CountHead(HeadInput in, HeadSpec head, float[] start) {
    this.tf = in.tf();
    this.scale = (float) Math.max(1, Math.exp(start[0]));
    Operand<TFloat32> output = tf.reshape(in.linear(head, start), tf.array(-1));
    // Beyond these an expected count is no longer a number, or has no log odds.
    this.log =
        tf.math.maximum(tf.math.minimum(output, tf.constant(GREATEST_LOG)), tf.constant(LEAST_LOG));
    this.expected = tf.math.exp(log);
  }

  static boolean answer(ObservedOutcome observed, float[] into, int place) {
    if (observed.answer() == null) {
      return false;
    }
    into[place] = observed.answer();
    return true;
  }

  /** log (e^λ − 1), written so that neither a small nor a large λ is lost. */
  @Override
  public Operand<TFloat32> logit() {
    Operand<TFloat32> any = tf.math.neg(tf.math.expm1(tf.math.neg(expected)));
    return tf.math.add(expected, tf.math.log(any));
  }

  /** The expected count: (batch, 1). */
  @Override
  public Optional<Operand<TFloat32>> detail() {
    return Optional.of(tf.reshape(expected, tf.array(-1, 1)));
  }

  @Override
  public Objective.Term loss(Answers answers) {
    Operand<TFloat32> count = tf.reshape(answers.given(), tf.array(-1));
    // x log x is 0 at 0 as at 1.
    Operand<TFloat32> logCount = tf.math.log(tf.math.maximum(count, tf.constant(1f)));
    Operand<TFloat32> deviance =
        tf.math.add(tf.math.mul(count, tf.math.sub(logCount, log)), tf.math.sub(expected, count));
    return answers.sum(tf, tf.math.div(deviance, tf.constant(scale)));
  }
}
