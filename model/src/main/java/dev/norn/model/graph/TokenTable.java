package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.ndarray.buffer.FloatDataBuffer;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * The table of token embeddings, (vocabulary, width), re-centred on every use as in life2vec
 * (Savcisens et al. 2024): the mean over all rows but {@code [PAD]}'s is taken off, and that row is
 * 0. The published vocabulary has five placeholders that are treated like {@code [PAD]} and never
 * occur; ours has none.
 */
public final class TokenTable {

  public static final String NAME = "embedding.tokens";

  private TokenTable() {}

  public static Operand<TFloat32> centred(Ops tf, ModelSpec spec, Parameters parameters) {
    int rows = spec.vocabularySize();
    double bound = spec.has(Quirk.SMALL_START) ? 0.01 : Math.sqrt(3.0 / spec.width());
    Operand<TFloat32> table =
        parameters.get(NAME, Shape.of(rows, spec.width()), Initial.uniform(-bound, bound));
    Operand<TFloat32> counted = tf.constant(Shape.of(rows, 1), allButPadding(rows));
    Operand<TFloat32> sum =
        tf.reduceSum(tf.math.mul(table, counted), tf.constant(0), ReduceSum.keepDims(true));
    Operand<TFloat32> mean = tf.math.div(sum, tf.constant((float) (rows - 1)));
    return tf.math.mul(tf.math.sub(table, mean), counted);
  }

  private static FloatDataBuffer allButPadding(int rows) {
    float[] counted = new float[rows];
    Arrays.fill(counted, 1, rows, 1f);
    return DataBuffers.of(counted);
  }
}
