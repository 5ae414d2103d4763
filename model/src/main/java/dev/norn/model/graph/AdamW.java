package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Adam with clipping by the global norm and decoupled weight decay, the decay on matrices only (not
 * on biases, gates, the token and segment tables or the time encodings).
 */
final class AdamW {

  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final float EPSILON = 1e-6f;

  private final Ops tf;
  private final TrainableParameters slots;
  private final Placeholder<TFloat32> rate;
  private final Placeholder<TFloat32> beta1Power;
  private final Placeholder<TFloat32> beta2Power;
  private final Op update;

  AdamW(
      Graph graph,
      Ops tf,
      TrainableParameters parameters,
      Operand<TFloat32> loss,
      double weightDecay,
      double clipNorm) {
    this.tf = tf;
    this.slots = new TrainableParameters(tf, 0);
    this.rate = scalar();
    this.beta1Power = scalar();
    this.beta2Power = scalar();
    List<TrainableParameters.Trainable> trained = List.copyOf(parameters.all().values());
    List<Operand<TFloat32>> gradients = gradients(graph, loss, trained);
    Operand<TFloat32> norm = globalNorm(gradients);
    Operand<TFloat32> limit = tf.constant((float) clipNorm);
    Operand<TFloat32> scale = tf.math.div(limit, tf.math.maximum(norm, limit));
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < trained.size(); i++) {
      Operand<TFloat32> clipped = tf.math.mul(gradients.get(i), scale);
      updates.add(updated(trained.get(i), clipped, weightDecay));
    }
    this.update = tf.withControlDependencies(updates).noOp();
  }

  TrainableParameters slots() {
    return slots;
  }

  Op update() {
    return update;
  }

  /**
   * @param step from 0
   */
  void feed(Feeds feeds, long step, double learningRate) {
    feeds.number(rate, learningRate);
    feeds.number(beta1Power, Math.pow(BETA1, step + 1));
    feeds.number(beta2Power, Math.pow(BETA2, step + 1));
  }

  private Op updated(
      TrainableParameters.Trainable trained, Operand<TFloat32> gradient, double weightDecay) {
    Weight weight = trained.initial();
    // The clipped gradient waits for every gradient, so no variable changes while one is computed.
    Ops after = tf.withControlDependencies(gradient);
    if (weightDecay > 0 && decays(weight)) {
      Operand<TFloat32> share = after.math.mul(rate, after.constant((float) weightDecay));
      Operand<TFloat32> decay = after.math.mul(share, after.identity(trained.variable()));
      after = tf.withControlDependencies(after.assignSub(trained.variable(), decay));
    }
    return after.train.applyAdam(
        trained.variable(),
        slot(weight, "m").variable(),
        slot(weight, "v").variable(),
        beta1Power,
        beta2Power,
        rate,
        tf.constant((float) BETA1),
        tf.constant((float) BETA2),
        tf.constant(EPSILON),
        gradient);
  }

  private static boolean decays(Weight weight) {
    return weight.shape().numDimensions() == 2 && !weight.name().startsWith("embedding.");
  }

  private TrainableParameters.Trainable slot(Weight weight, String moment) {
    return slots.trainable(weight.name() + "." + moment, weight.shape(), Initial.constant(0));
  }

  private List<Operand<TFloat32>> gradients(
      Graph graph, Operand<TFloat32> loss, List<TrainableParameters.Trainable> trained) {
    Output<?>[] variables =
        trained.stream().map(each -> each.value().asOutput()).toArray(Output<?>[]::new);
    Output<?>[] gradients = graph.addGradients(loss.asOutput(), variables);
    List<Operand<TFloat32>> typed = new ArrayList<>();
    for (Output<?> gradient : gradients) {
      typed.add(gradient.expect(TFloat32.class));
    }
    return typed;
  }

  private Operand<TFloat32> globalNorm(List<Operand<TFloat32>> gradients) {
    List<Operand<TFloat32>> halves = new ArrayList<>();
    for (Operand<TFloat32> gradient : gradients) {
      halves.add(tf.nn.l2Loss(gradient));
    }
    return tf.math.sqrt(tf.math.mul(tf.constant(2f), tf.math.addN(halves)));
  }

  private Placeholder<TFloat32> scalar() {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }
}
