package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * An optimiser in a graph: from summed gradients to moments to weights. {@link #apply} also sets
 * the sums back to 0.
 */
final class WeightUpdate {

  private final Ops tf;
  private final Optimiser optimiser;
  private final int layers;
  private final TrainableParameters moments;
  private final Placeholder<TFloat32> beta1;
  private final Placeholder<TFloat32> decayRate;
  private final Placeholder<TFloat32> rate;
  private final Placeholder<TFloat32> spread;
  private final Placeholder<TFloat32> offset;
  private final Op update;

  /**
   * @param layers of the encoder
   */
  WeightUpdate(Ops tf, SummedGradients gradients, Optimiser optimiser, int layers) {
    this.tf = tf;
    this.optimiser = optimiser;
    this.layers = layers;
    this.moments = new TrainableParameters(tf, 0);
    this.beta1 = scalar();
    this.decayRate = scalar();
    this.rate = scalar();
    this.spread = scalar();
    this.offset = scalar();
    List<Operand<TFloat32>> clipped = new ClippedGradients(tf, optimiser).of(gradients);
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < clipped.size(); i++) {
      updates.add(updated(gradients.trained().get(i), clipped.get(i)));
    }
    this.update = gradients.zeroedAfter(updates);
  }

  /**
   * First and second moments: with the weights and the step's number all that a run goes on from.
   */
  TrainableParameters moments() {
    return moments;
  }

  /** Changes every weight by what was summed since the last call. */
  void apply(Session session, UpdateNumbers numbers) {
    try (Feeds feeds = new Feeds()) {
      feeds.number(beta1, numbers.point().beta1());
      feeds.number(decayRate, numbers.point().rate());
      feeds.number(rate, numbers.rate());
      feeds.number(spread, numbers.spread());
      feeds.number(offset, numbers.offset());
      feeds.into(session.runner()).addTarget(update).run();
    }
  }

  private Op updated(TrainableParameters.Trainable trained, Operand<TFloat32> gradient) {
    Weight weight = trained.initial();
    double decay = optimiser.decay().of(weight);
    Operand<TFloat32> decayed = tf.math.mul(trained.value(), tf.constant((float) decay));
    boolean coupled = decay > 0 && optimiser.rule() == Optimiser.Rule.R_ADAM;
    Operand<TFloat32> followed = coupled ? tf.math.add(gradient, decayed) : gradient;
    Operand<TFloat32> change = change(weight, followed);
    if (decay > 0 && !coupled) {
      change = tf.math.add(change, tf.math.mul(decayed, decayRate));
    }
    float factor = (float) optimiser.rateFactor(weight.name(), layers);
    Operand<TFloat32> scaled = factor == 1 ? change : tf.math.mul(change, tf.constant(factor));
    return tf.assignSub(trained.variable(), scaled);
  }

  private Operand<TFloat32> change(Weight weight, Operand<TFloat32> gradient) {
    Operand<TFloat32> m = moved(weight, "m", gradient, tf.math.sub(tf.constant(1f), beta1));
    Operand<TFloat32> v =
        moved(weight, "v", tf.math.square(gradient), tf.constant((float) (1 - optimiser.beta2())));
    Operand<TFloat32> divisor = tf.math.add(tf.math.mul(spread, tf.math.sqrt(v)), offset);
    return tf.math.div(tf.math.mul(rate, m), divisor);
  }

  /** The moment, moved towards the value by the share. */
  private Operand<TFloat32> moved(
      Weight weight, String moment, Operand<TFloat32> value, Operand<TFloat32> share) {
    TrainableParameters.Trainable slot =
        moments.trainable(weight.name() + "." + moment, weight.shape(), Initial.constant(0));
    return tf.assignAdd(slot.variable(), tf.math.mul(tf.math.sub(value, slot.value()), share));
  }

  private Placeholder<TFloat32> scalar() {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }
}
