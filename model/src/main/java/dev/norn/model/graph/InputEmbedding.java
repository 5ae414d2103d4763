package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import dev.norn.sequence.LandmarkDate;
import dev.norn.vocab.SpecialToken;
import java.time.LocalDate;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Cumsum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Tokens, time, age and segment of each position as one vector. Time, age and segment enter through
 * gates that start at 0, as in life2vec (Savcisens et al. 2024).
 */
final class InputEmbedding {

  private static final float DAYS_PER_YEAR = 365.25f;
  private static final float YEARS_PER_UNIT_OF_AGE = 10f;
  private static final int PUBLISHED_DAY_ZERO =
      LandmarkDate.absoluteDay(LocalDate.of(2008, 1, 1)) - 1;
  private static final int SILENT_POSITIONS = 5;

  private final Ops tf;
  private final ModelSpec spec;
  private final Parameters parameters;
  private final TimeEncoding encoding;

  InputEmbedding(Ops tf, ModelSpec spec, Parameters parameters) {
    this.tf = tf;
    this.spec = spec;
    this.parameters = parameters;
    this.encoding = spec.has(Quirk.DAYS_FROM_2008) ? TimeEncoding.PUBLISHED : TimeEncoding.SPREAD;
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
        encoding.encode(
            tf, spec, parameters, "embedding.age", tf.reshape(age(inputs), column), tf.math::cos);
    Operand<TFloat32> time =
        encoding.encode(
            tf, spec, parameters, "embedding.time", tf.reshape(time(inputs), column), tf.math::sin);
    x = tf.math.add(x, tf.math.mul(gate("age"), audible(inputs, age)));
    x = tf.math.add(x, tf.math.mul(gate("time"), audible(inputs, time)));
    x = tf.math.add(x, segment(inputs));
    return tf.math.mul(x, tf.reshape(inputs.real(), column));
  }

  private Operand<TFloat32> age(SequenceInputs inputs) {
    Operand<TFloat32> age = inputs.ages();
    if (spec.has(Quirk.WHOLE_YEARS)) {
      age = tf.math.floor(age);
    }
    if (spec.has(Quirk.SILENT_START)) {
      age = tf.math.mul(age, ofEvents(inputs));
    }
    return spec.has(Quirk.DAYS_FROM_2008)
        ? age
        : tf.math.div(age, tf.constant(YEARS_PER_UNIT_OF_AGE));
  }

  private Operand<TFloat32> time(SequenceInputs inputs) {
    Operand<TFloat32> time =
        spec.has(Quirk.DAYS_FROM_2008)
            ? tf.dtypes.cast(
                tf.math.sub(inputs.days(), tf.constant(PUBLISHED_DAY_ZERO)), TFloat32.class)
            : yearsToLandmark(inputs);
    return spec.has(Quirk.SILENT_START) ? tf.math.mul(time, ofEvents(inputs)) : time;
  }

  /**
   * Years from the landmark, which {@code [CLS]} carries: 0 or less. Counted from a fixed day, the
   * days of a later landmark would lie outside all that was seen in training.
   */
  private Operand<TFloat32> yearsToLandmark(SequenceInputs inputs) {
    Operand<TInt32> landmark = tf.gather(inputs.days(), tf.array(0), tf.constant(1));
    Operand<TFloat32> days = tf.dtypes.cast(tf.math.sub(inputs.days(), landmark), TFloat32.class);
    return tf.math.div(days, tf.constant(DAYS_PER_YEAR));
  }

  /** 1 at positions of event sentences, 0 up to the background's {@code [SEP]}: (batch, length). */
  private Operand<TFloat32> ofEvents(SequenceInputs inputs) {
    Operand<TInt32> separators =
        tf.dtypes.cast(
            tf.math.equal(inputs.tokens(), tf.constant(SpecialToken.SEP.id())), TInt32.class);
    Operand<TInt32> before = tf.math.cumsum(separators, tf.constant(1), Cumsum.exclusive(true));
    return tf.dtypes.cast(tf.math.greater(before, tf.constant(0)), TFloat32.class);
  }

  /** The encoding, or nothing at the first positions where the model is silent there. */
  private Operand<TFloat32> audible(SequenceInputs inputs, Operand<TFloat32> encoded) {
    if (!spec.has(Quirk.SILENT_START)) {
      return encoded;
    }
    Operand<TInt32> length = tf.gather(inputs.shape(), tf.constant(1), tf.constant(0));
    Operand<TInt32> positions = tf.range(tf.constant(0), length, tf.constant(1));
    Operand<TFloat32> heard =
        tf.dtypes.cast(
            tf.math.greaterEqual(positions, tf.constant(SILENT_POSITIONS)), TFloat32.class);
    Operand<TFloat32> everywhere = tf.math.mul(tf.onesLike(inputs.ages()), heard);
    return tf.math.mul(encoded, tf.reshape(everywhere, tf.array(-1, 1)));
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
