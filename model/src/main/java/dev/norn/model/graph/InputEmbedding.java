package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Tokens, time, age and segment of each position as one vector. Time, age and segment enter through
 * gates that start at 0, as in life2vec (Savcisens et al. 2024).
 */
final class InputEmbedding {

  private static final float DAYS_PER_YEAR = 365.25f;
  private static final float YEARS_PER_UNIT_OF_AGE = 10f;

  private final Ops tf;
  private final ModelSpec spec;
  private final Parameters parameters;

  InputEmbedding(Ops tf, ModelSpec spec, Parameters parameters) {
    this.tf = tf;
    this.spec = spec;
    this.parameters = parameters;
  }

  /** (batch · length, width), 0 at padding. */
  Operand<TFloat32> embed(SequenceInputs inputs) {
    Operand<TInt32> column = tf.array(-1, 1);
    Operand<TFloat32> x =
        tf.gather(
            TokenTable.centred(tf, spec, parameters),
            tf.reshape(inputs.tokens(), tf.array(-1)),
            tf.constant(0));
    Operand<TFloat32> age =
        tf.math.div(tf.reshape(inputs.ages(), column), tf.constant(YEARS_PER_UNIT_OF_AGE));
    Operand<TFloat32> years = tf.reshape(yearsToLandmark(inputs), column);
    x = tf.math.add(x, tf.math.mul(gate("age"), timeVector("age", age, tf.math::cos)));
    x = tf.math.add(x, tf.math.mul(gate("time"), timeVector("time", years, tf.math::sin)));
    x = tf.math.add(x, segment(inputs));
    return tf.math.mul(x, tf.reshape(inputs.real(), column));
  }

  /**
   * Years from the landmark, which {@code [CLS]} carries: 0 or less. Counted from a fixed day, as
   * in life2vec, the days of a later landmark would lie outside all that was seen in training.
   */
  private Operand<TFloat32> yearsToLandmark(SequenceInputs inputs) {
    Operand<TInt32> landmark = tf.gather(inputs.days(), tf.array(0), tf.constant(1));
    Operand<TFloat32> days = tf.dtypes.cast(tf.math.sub(inputs.days(), landmark), TFloat32.class);
    return tf.math.div(days, tf.constant(DAYS_PER_YEAR));
  }

  /**
   * Time2Vec: all channels but the last periodic, the last one linear. Frequencies start spread
   * over periods from a few weeks to a life, for years and for decades of age alike.
   */
  private Operand<TFloat32> timeVector(
      String of, Operand<TFloat32> t, UnaryOperator<Operand<TFloat32>> periodic) {
    Shape row = Shape.of(1, spec.width());
    Operand<TFloat32> weight =
        parameters.get("embedding." + of + ".weight", row, Initial.logUniform(0.05, 20));
    Operand<TFloat32> bias =
        parameters.get("embedding." + of + ".bias", row, Initial.uniform(-Math.PI, Math.PI));
    Operand<TFloat32> phase = tf.math.add(tf.math.mul(t, weight), bias);
    float[] last = new float[spec.width()];
    last[last.length - 1] = 1;
    Operand<TFloat32> linear = tf.constant(row, DataBuffers.of(last));
    // The linear channel is brought to the size of the others: lives are tens of years long.
    Operand<TFloat32> slope = tf.math.mul(linear, tf.constant(0.05f));
    return tf.math.add(
        tf.math.mul(phase, slope),
        tf.math.mul(periodic.apply(phase), tf.math.sub(tf.constant(1f), linear)));
  }

  private Operand<TFloat32> segment(SequenceInputs inputs) {
    Operand<TFloat32> table =
        parameters.get("embedding.segments", Shape.of(4, spec.width()), Initial.uniform(-0.1, 0.1));
    Operand<TFloat32> rows =
        tf.gather(table, tf.reshape(inputs.segments(), tf.array(-1)), tf.constant(0));
    return tf.math.mul(gate("segment"), rows);
  }

  private Operand<TFloat32> gate(String of) {
    return parameters.get("embedding." + of + ".gate", Shape.scalar(), Initial.constant(0));
  }
}
