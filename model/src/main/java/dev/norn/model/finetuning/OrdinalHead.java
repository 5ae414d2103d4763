package dev.norn.model.finetuning;

import dev.norn.model.Quirk;
import dev.norn.model.graph.Dense;
import dev.norn.model.graph.Dropout;
import dev.norn.model.graph.Initial;
import dev.norn.model.graph.Objective;
import dev.norn.model.graph.TrainableParameters;
import dev.norn.outcome.ObservedOutcome;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * Probabilities of ordered classes, as life2vec reads personality (Savcisens et al. 2024): a
 * feed-forward decoder, then three losses weighted by how much each varies. Its logit is the log
 * odds of a class above the middle of the order.
 */
final class OrdinalHead implements Head {

  private static final float SMALLEST_VARIANCE = 1e-5f;
  private static final float SMALLEST_SHARE = 1e-12f;

  private final Ops tf;
  private final HeadSpec head;
  private final OrdinalLosses losses;

  OrdinalHead(HeadInput in, HeadSpec head) {
    this.tf = in.tf();
    this.head = head;
    Operand<TFloat32> person =
        in.spec().has(Quirk.ORDINAL_FROM_FIRST) ? in.first() : in.embedding();
    this.losses = new OrdinalLosses(tf, logits(in, person), head.classes().size());
  }

  private Operand<TFloat32> logits(HeadInput in, Operand<TFloat32> person) {
    String name = "outcome." + head.outcome();
    Dense dense = new Dense(tf, in.parameters());
    Dropout dropout = in.dropout();
    int width = in.spec().width();
    int hidden = in.spec().feedForward();
    Operand<TFloat32> x = dropout.apply(dense.swish(person));
    x = dense.swish(dense.linear(name + ".in", x, width, hidden));
    x = dropout.apply(layerNorm(in, name + ".norm", x, hidden));
    x = dense.swish(dense.linear(name + ".out", x, hidden, width));
    return dense.product(name + ".classes", x, width, head.classes().size());
  }

  private Operand<TFloat32> layerNorm(HeadInput in, String name, Operand<TFloat32> x, int size) {
    Operand<TFloat32> centred =
        tf.math.sub(x, tf.math.mean(x, tf.constant(1), Mean.keepDims(true)));
    Operand<TFloat32> variance =
        tf.math.mean(tf.math.square(centred), tf.constant(1), Mean.keepDims(true));
    Operand<TFloat32> normal =
        tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant(SMALLEST_VARIANCE))));
    Shape row = Shape.of(size);
    Operand<TFloat32> gain = in.parameters().get(name + ".gain", row, Initial.constant(1));
    Operand<TFloat32> bias = in.parameters().get(name + ".bias", row, Initial.constant(0));
    return tf.math.add(tf.math.mul(normal, gain), bias);
  }

  static boolean answer(HeadSpec head, ObservedOutcome observed, float[] into, int place) {
    Integer answer = observed.answer();
    if (answer == null) {
      return false;
    }
    if (answer >= head.classes().size()) {
      throw new IllegalArgumentException(
          "[labels of %s] class number %d; the outcome has %d classes, counted from 0"
              .formatted(head.outcome(), answer, head.classes().size()));
    }
    into[place + answer] = 1;
    return true;
  }

  @Override
  public Operand<TFloat32> logit() {
    int classes = head.classes().size();
    float[] above = new float[classes];
    float[] rest = new float[classes];
    for (int i = 0; i < classes; i++) {
      (2 * i > classes - 1 ? above : rest)[i] = 1;
    }
    return tf.math.sub(logShare(above), logShare(rest));
  }

  private Operand<TFloat32> logShare(float[] of) {
    Operand<TFloat32> share =
        tf.reduceSum(tf.math.mul(losses.probabilities(), tf.array(of)), tf.constant(1));
    return tf.math.log(tf.math.add(share, tf.constant(SMALLEST_SHARE)));
  }

  /** Probabilities of the classes, lowest first: (batch, classes). */
  @Override
  public Optional<Operand<TFloat32>> detail() {
    return Optional.of(losses.probabilities());
  }

  @Override
  public Objective.Term loss(Answers answers) {
    Operand<TFloat32> means = means(answers);
    return people(answers, tf.math.mean(means, tf.constant(0)));
  }

  @Override
  public Objective.Term trainingLoss(Answers answers, TrainableParameters parameters) {
    String name = "outcome." + head.outcome() + ".variation";
    Operand<TFloat32> known = tf.reduceSum(answers.known(), tf.array(0));
    VariationWeighting weighting = new VariationWeighting(tf, parameters, name, 3);
    return people(answers, weighting.combine(means(answers), known));
  }

  /** Of each of the three losses, over those who are known: (3). */
  private Operand<TFloat32> means(Answers answers) {
    return tf.stack(
        List.of(
            mean(answers, losses.classDistance(answers.given())),
            mean(answers, losses.focal(answers.given())),
            mean(answers, losses.smoothed())),
        Stack.axis(0L));
  }

  private Operand<TFloat32> mean(Answers answers, Operand<TFloat32> each) {
    Objective.Term loss = answers.sum(tf, each);
    return tf.math.div(loss.sum(), tf.math.maximum(loss.count(), tf.constant(1f)));
  }

  private Objective.Term people(Answers answers, Operand<TFloat32> mean) {
    Operand<TFloat32> count = tf.reduceSum(answers.known(), tf.array(0));
    return new Objective.Term(1, tf.math.mul(mean, count), count);
  }
}
