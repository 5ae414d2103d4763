package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Gated recurrent units (Cho et al. 2014, in the form with one product per step that cuDNN has)
 * over the same embedded input as the encoder's, both ways through the sequence, as life2vec's
 * baseline: as many layers as the specification has, each as wide as it in both directions.
 *
 * <p>TensorFlow's C++ gradients know neither its loops nor its GRU operations, so that the steps
 * are laid out in the graph one by one, both directions in one product each. At padding the state
 * stays as it is: the backward direction begins at the last real position.
 */
final class GruEncoder {

  /** Its sigmoid is 1, and that of what it is added to too. */
  private static final float CLOSED = 1e9f;

  private static final int BOTH = 2;

  private final Ops tf;
  private final ModelSpec spec;
  private final Parameters parameters;
  private final Dense dense;
  private final int steps;

  GruEncoder(Ops tf, ModelSpec spec, Parameters parameters, int steps) {
    this.tf = tf;
    this.spec = spec;
    this.parameters = parameters;
    this.dense = new Dense(tf, parameters);
    this.steps = steps;
  }

  /**
   * The encoded positions, (batch · length, width); the length is at most the number of steps. Rows
   * at padding mean nothing.
   */
  Operand<TFloat32> encode(SequenceInputs inputs, Dropout dropout) {
    int width = spec.width();
    Operand<TInt32> batch = number(inputs, 0);
    Operand<TInt32> length = number(inputs, 1);
    Operand<TInt32> missing = tf.math.sub(tf.constant(steps), length);
    Operand<TFloat32> embedded = new InputEmbedding(tf, spec, parameters).embed(inputs);
    Operand<TFloat32> x =
        stepsFirst(
            tf.reshape(embedded, shape(batch, length, tf.constant(width))),
            shape(batch, missing, tf.constant(width)));
    Operand<TFloat32> real =
        stepsFirst(
            tf.reshape(inputs.real(), shape(batch, length, tf.constant(1))),
            shape(batch, missing, tf.constant(1)));
    Operand<TFloat32> padding =
        bothWays(tf.math.mul(tf.math.sub(tf.constant(1f), real), tf.constant(CLOSED)));
    int in = width;
    for (int layer = 0; layer < spec.layers(); layer++) {
      x = layer("gru." + layer, dropout.apply(x), in, batch, padding);
      in = BOTH * width;
    }
    Operand<TFloat32> peopleFirst = tf.linalg.transpose(x, tf.array(1, 0, 2));
    Operand<TFloat32> asLong =
        tf.slice(peopleFirst, tf.array(0, 0, 0), shape(batch, length, tf.constant(in)));
    return dense.linear("gru.out", tf.reshape(asLong, tf.array(-1, in)), in, width);
  }

  /** (steps, batch, in) to (steps, batch, 2 · width). */
  private Operand<TFloat32> layer(
      String name, Operand<TFloat32> x, int in, Operand<TInt32> batch, Operand<TFloat32> padding) {
    int width = spec.width();
    Operand<TFloat32> projected =
        tf.stack(
            List.of(
                projected(name + ".forward", x, in, batch),
                projected(name + ".backward", reversed(x), in, batch)),
            Stack.axis(1L));
    List<Operand<TFloat32>> parts = parted(projected, 3);
    float[] closing = new float[BOTH * width];
    Arrays.fill(closing, 0, width, 1);
    Operand<TFloat32> gates = tf.math.add(parts.get(0), tf.math.mul(padding, tf.array(closing)));
    List<Operand<TFloat32>> outputs = run(name, batch, gates, parts.get(1));
    List<Operand<TFloat32>> ways = each(tf.stack(outputs, Stack.axis(0L)), BOTH, 1);
    return tf.concat(List.of(ways.get(0), reversed(ways.get(1))), tf.constant(2));
  }

  /** The state (2, batch, width) after each step. */
  private List<Operand<TFloat32>> run(
      String name, Operand<TInt32> batch, Operand<TFloat32> gates, Operand<TFloat32> candidates) {
    int width = spec.width();
    double bound = 1 / Math.sqrt(width);
    Operand<TFloat32> weight =
        parameters.get(
            name + ".state.weight",
            Shape.of(BOTH, width, 3L * width),
            Initial.uniform(-bound, bound));
    Operand<TFloat32> bias =
        parameters.get(name + ".state.bias", Shape.of(BOTH, 1, 3L * width), Initial.constant(0));
    List<Operand<TFloat32>> gate = each(gates, steps, 0);
    List<Operand<TFloat32>> candidate = each(candidates, steps, 0);
    Operand<TFloat32> state =
        tf.fill(shape(tf.constant(BOTH), batch, tf.constant(width)), tf.constant(0f));
    List<Operand<TFloat32>> states = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      Operand<TFloat32> moved =
          tf.math.add(tf.train.batchMatMul(state, weight, TFloat32.class), bias);
      List<Operand<TFloat32>> parts = parted(moved, 2);
      List<Operand<TFloat32>> open =
          halves(tf.math.sigmoid(tf.math.add(gate.get(step), parts.get(0))));
      Operand<TFloat32> proposed =
          tf.math.tanh(tf.math.add(candidate.get(step), tf.math.mul(open.get(1), parts.get(1))));
      state = tf.math.add(proposed, tf.math.mul(open.get(0), tf.math.sub(state, proposed)));
      states.add(state);
    }
    return states;
  }

  /** (steps, batch, in) to (steps, batch, 3 · width): both gates and the candidate. */
  private Operand<TFloat32> projected(
      String name, Operand<TFloat32> x, int in, Operand<TInt32> batch) {
    int out = 3 * spec.width();
    return tf.reshape(
        dense.linear(name, tf.reshape(x, tf.array(-1, in)), in, out),
        shape(tf.constant(steps), batch, tf.constant(out)));
  }

  /** Both gates, then the candidate, along an axis of 3 · width. */
  private List<Operand<TFloat32>> parted(Operand<TFloat32> x, int axis) {
    int width = spec.width();
    return List.copyOf(tf.splitV(x, tf.array(BOTH * width, width), tf.constant(axis), 2L).output());
  }

  private List<Operand<TFloat32>> halves(Operand<TFloat32> gates) {
    return List.copyOf(tf.split(tf.constant(2), gates, 2L).output());
  }

  private List<Operand<TFloat32>> each(Operand<TFloat32> x, int count, int axis) {
    return List.copyOf(tf.unstack(x, (long) count, Unstack.axis((long) axis)).output());
  }

  /** (batch, length, channels) to (steps, batch, channels), 0 at what is added. */
  private Operand<TFloat32> stepsFirst(Operand<TFloat32> x, Operand<TInt32> added) {
    Operand<TFloat32> longer =
        tf.concat(List.of(x, tf.fill(added, tf.constant(0f))), tf.constant(1));
    return tf.linalg.transpose(longer, tf.array(1, 0, 2));
  }

  /** (steps, batch, channels) to (steps, 2, batch, channels). */
  private Operand<TFloat32> bothWays(Operand<TFloat32> x) {
    return tf.stack(List.of(x, reversed(x)), Stack.axis(1L));
  }

  private Operand<TFloat32> reversed(Operand<TFloat32> x) {
    return tf.reverse(x, tf.array(0));
  }

  private Operand<TInt32> number(SequenceInputs inputs, int place) {
    return tf.gather(inputs.shape(), tf.constant(place), tf.constant(0));
  }

  private Operand<TInt32> shape(Operand<TInt32> a, Operand<TInt32> b, Operand<TInt32> c) {
    return tf.stack(List.of(a, b, c));
  }
}
