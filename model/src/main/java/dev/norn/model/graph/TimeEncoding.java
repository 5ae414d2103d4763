package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Time2Vec (Kazemi et al. 2019), as life2vec has it: all channels of a number but the last are
 * periodic, the last one linear.
 *
 * @param frequency how frequencies start
 * @param phase how phases start
 * @param slope factor on the linear channel, to bring it to the size of the others
 */
record TimeEncoding(Initial frequency, Initial phase, float slope) {

  /** Between -0.01 and 0.01, whatever the unit of time. */
  static final TimeEncoding PUBLISHED =
      new TimeEncoding(Initial.uniform(-0.01, 0.01), Initial.uniform(-0.01, 0.01), 1);

  /** Periods from a few months to a life, of time in years and of age in tens of years alike. */
  static final TimeEncoding SPREAD =
      new TimeEncoding(Initial.logUniform(0.05, 20), Initial.uniform(-Math.PI, Math.PI), 0.05f);

  /**
   * @param t (rows, 1)
   * @return (rows, width)
   */
  Operand<TFloat32> encode(
      Ops tf,
      ModelSpec spec,
      Parameters parameters,
      String name,
      Operand<TFloat32> t,
      UnaryOperator<Operand<TFloat32>> periodic) {
    Shape row = Shape.of(1, spec.width());
    Operand<TFloat32> weight = parameters.get(name + ".weight", row, frequency);
    Operand<TFloat32> bias = parameters.get(name + ".bias", row, phase);
    Operand<TFloat32> angle = tf.math.add(tf.math.mul(t, weight), bias);
    float[] linear = new float[spec.width()];
    linear[linear.length - 1] = slope;
    float[] others = new float[linear.length];
    Arrays.fill(others, 0, others.length - 1, 1f);
    return tf.math.add(
        tf.math.mul(angle, tf.constant(row, DataBuffers.of(linear))),
        tf.math.mul(periodic.apply(angle), tf.constant(row, DataBuffers.of(others))));
  }
}
