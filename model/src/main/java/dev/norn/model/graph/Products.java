package dev.norn.model.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;

/** Matrix products at a stated precision. */
record Products(Ops tf, Precision precision) {

  /** (n, inner) times (inner, m). */
  Operand<TFloat32> product(Operand<TFloat32> a, Operand<TFloat32> b) {
    return precision == Precision.FLOAT32
        ? tf.linalg.matMul(a, b)
        : widened(tf.linalg.matMul(rounded(a), rounded(b)));
  }

  /** (…, n, inner) times (…, inner, m), one product per leading index. */
  Operand<TFloat32> each(Operand<TFloat32> a, Operand<TFloat32> b) {
    return each(a, b, new BatchMatMul.Options[0]);
  }

  /** (…, n, inner) times the transposed of (…, m, inner). */
  Operand<TFloat32> eachTransposed(Operand<TFloat32> a, Operand<TFloat32> b) {
    return each(a, b, BatchMatMul.adjY(true));
  }

  /** The transposed of (…, inner, n) times (…, inner, m). */
  Operand<TFloat32> transposedEach(Operand<TFloat32> a, Operand<TFloat32> b) {
    return each(a, b, BatchMatMul.adjX(true));
  }

  private Operand<TFloat32> each(
      Operand<TFloat32> a, Operand<TFloat32> b, BatchMatMul.Options... options) {
    return precision == Precision.FLOAT32
        ? tf.train.batchMatMul(a, b, TFloat32.class, options)
        : widened(tf.train.batchMatMul(rounded(a), rounded(b), TBfloat16.class, options));
  }

  private Operand<TBfloat16> rounded(Operand<TFloat32> x) {
    return tf.dtypes.cast(x, TBfloat16.class);
  }

  private Operand<TFloat32> widened(Operand<TBfloat16> x) {
    return tf.dtypes.cast(x, TFloat32.class);
  }
}
