package dev.norn.model.finetuning;

import dev.norn.model.Quirk;
import dev.norn.model.graph.Objective;
import dev.norn.outcome.ObservedOutcome;
import dev.norn.outcome.OutcomeLabel;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** One logit, linear in the person's embedding; in a served model in counts of tokens as well. */
final class BinaryHead implements Head {

  private final Ops tf;
  private final boolean balanced;
  private final Operand<TFloat32> logit;

  /**
   * @param start the log odds of the outcome among the labelled
   */
  BinaryHead(HeadInput in, HeadSpec head, float[] start) {
    this.tf = in.tf();
    this.balanced = in.spec().has(Quirk.BALANCED_CLASSES);
    this.logit = tf.reshape(in.plusCounted(head, in.linear(head, start)), tf.array(-1));
  }

  static boolean answer(ObservedOutcome observed, float[] into, int place) {
    into[place] = observed.label() == OutcomeLabel.POSITIVE ? 1 : 0;
    return observed.label() != OutcomeLabel.UNKNOWN;
  }

  @Override
  public Operand<TFloat32> logit() {
    return logit;
  }

  @Override
  public Objective.Term loss(Answers answers) {
    Operand<TFloat32> labels = tf.reshape(answers.given(), tf.array(-1));
    // -log p(label) = softplus(logit) - label · logit
    Operand<TFloat32> losses = tf.math.sub(tf.math.softplus(logit), tf.math.mul(labels, logit));
    return balanced ? balanced(answers, labels, losses) : answers.sum(tf, losses);
  }

  /**
   * The "asymmetric" loss of life2vec (Savcisens et al. 2024): half the mean over those labelled 0
   * plus half the mean over those labelled 1, in every batch; a side that is absent adds nothing,
   * and the other is not scaled up. It is no risk estimator for positive and unlabelled people, as
   * its name suggests. Published together with a sampler that draws both labels equally often, it
   * balances twice, so that scores are far from probabilities until they are calibrated.
   */
  private Objective.Term balanced(
      Answers answers, Operand<TFloat32> labels, Operand<TFloat32> losses) {
    Operand<TFloat32> positive = tf.math.mul(labels, answers.known());
    Operand<TFloat32> negative = tf.math.sub(answers.known(), positive);
    Operand<TFloat32> mean =
        tf.math.mul(tf.constant(0.5f), tf.math.add(mean(losses, negative), mean(losses, positive)));
    Operand<TFloat32> count = tf.reduceSum(answers.known(), tf.array(0));
    return new Objective.Term(1, tf.math.mul(mean, count), count);
  }

  private Operand<TFloat32> mean(Operand<TFloat32> losses, Operand<TFloat32> of) {
    return tf.math.div(
        tf.reduceSum(tf.math.mul(losses, of), tf.array(0)),
        tf.math.maximum(tf.reduceSum(of, tf.array(0)), tf.constant(1f)));
  }
}
