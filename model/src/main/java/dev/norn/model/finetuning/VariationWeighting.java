package dev.norn.model.finetuning;

import dev.norn.model.graph.Initial;
import dev.norn.model.graph.TrainableParameters;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/**
 * Weighs losses by the coefficient of variation of their ratio to their own running mean
 * (Groenendijk et al. 2021): what still moves weighs more than what has settled. The first two
 * steps weigh evenly. A batch without an answer leaves everything as it was.
 *
 * <p>What it remembers is one variable of the graph that no optimiser moves and that is saved with
 * the weights, so that a resumed run weighs as the unbroken one would have.
 */
final class VariationWeighting {

  private static final float DECAY = 0.9f;
  private static final float SMALLEST_VARIANCE = 1e-8f;

  private final Ops tf;
  private final int losses;
  private final Variable<TFloat32> state;
  private Operand<TFloat32> weights;

  /**
   * @param name of the variable
   * @param losses how many
   */
  VariationWeighting(Ops tf, TrainableParameters parameters, String name, int losses) {
    this.tf = tf;
    this.losses = losses;
    // Rows: mean loss, mean ratio, squared deviations of the ratio, steps taken.
    this.state = parameters.state(name, Shape.of(4, losses), Initial.constant(0));
  }

  /**
   * Takes one step.
   *
   * @param current the losses of this batch, (losses)
   * @param known people whose answer is known, a number
   * @return the weighted sum, a number; its evaluation moves the state
   */
  Operand<TFloat32> combine(Operand<TFloat32> current, Operand<TFloat32> known) {
    Operand<TFloat32> before = tf.identity(state);
    List<Operand<TFloat32>> rows = rows(before);
    Operand<TFloat32> steps = rows.get(3);
    Operand<TFloat32> fixed = tf.stopGradient(current);
    Operand<TFloat32> after = moved(rows, fixed);
    weights = tf.stopGradient(weights(rows));
    Operand<TFloat32> weighted = tf.reduceSum(tf.math.mul(weights, current), tf.constant(0));
    Operand<TBool> any = tf.math.greater(known, tf.constant(0f));
    Operand<TFloat32> kept =
        tf.select(
            tf.broadcastTo(any, tf.shape(before)),
            after,
            // A sum makes a copy: the variable itself must not be assigned its own memory.
            tf.math.add(before, tf.zerosLike(before)));
    // Whatever reads the state comes before it changes.
    Op assigned = tf.withControlDependencies(weighted, kept, steps).assign(state, kept);
    return tf.withControlDependencies(assigned).identity(weighted);
  }

  /** Of the step taken, (losses); they sum to 1. */
  Operand<TFloat32> weights() {
    return weights;
  }

  private List<Operand<TFloat32>> rows(Operand<TFloat32> before) {
    return List.copyOf(tf.unstack(before, 4L, Unstack.axis(0L)).output());
  }

  private Operand<TFloat32> moved(List<Operand<TFloat32>> rows, Operand<TFloat32> loss) {
    Operand<TFloat32> one = tf.onesLike(loss);
    Operand<TBool> first = tf.math.less(rows.get(3), tf.constant(0.5f));
    Operand<TFloat32> ratio = tf.select(first, one, tf.math.div(loss, rows.get(0)));
    Operand<TFloat32> decay =
        tf.select(first, tf.zerosLike(loss), tf.math.mul(one, tf.constant(DECAY)));
    Operand<TFloat32> meanLoss = running(decay, rows.get(0), loss);
    Operand<TFloat32> meanRatio = running(decay, rows.get(1), ratio);
    Operand<TFloat32> squares =
        tf.math.add(
            rows.get(2),
            tf.math.mul(tf.math.sub(ratio, rows.get(1)), tf.math.sub(ratio, meanRatio)));
    return tf.stack(
        List.of(meanLoss, meanRatio, squares, tf.math.add(rows.get(3), one)), Stack.axis(0L));
  }

  private Operand<TFloat32> running(
      Operand<TFloat32> decay, Operand<TFloat32> mean, Operand<TFloat32> value) {
    // mean + (1 - decay) (value - mean)
    return tf.math.add(
        mean, tf.math.mul(tf.math.sub(tf.onesLike(decay), decay), tf.math.sub(value, mean)));
  }

  private Operand<TFloat32> weights(List<Operand<TFloat32>> rows) {
    Operand<TFloat32> steps = rows.get(3);
    Operand<TFloat32> variance = tf.math.div(rows.get(2), tf.math.maximum(steps, tf.constant(1f)));
    Operand<TFloat32> variation =
        tf.math.div(
            tf.math.sqrt(tf.math.add(variance, tf.constant(SMALLEST_VARIANCE))), rows.get(1));
    Operand<TFloat32> even = tf.math.mul(tf.onesLike(variation), tf.constant(1f / losses));
    return tf.select(
        tf.math.less(steps, tf.constant(1.5f)),
        even,
        tf.math.div(variation, tf.reduceSum(variation, tf.constant(0))));
  }
}
