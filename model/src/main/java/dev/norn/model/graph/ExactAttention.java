package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Softmax attention over all real positions (the first heads) or over the own, previous and next
 * block (the last {@link ModelSpec#localHeads()} heads). Keys at padding are not seen, so that a
 * result does not depend on how far a sequence was padded.
 */
final class ExactAttention {

  private final Ops tf;
  private final ModelSpec spec;
  private final Dense dense;
  private final SequenceInputs inputs;
  private final Operand<TFloat32> everywhere;
  private final Operand<TFloat32> nearby;

  ExactAttention(Ops tf, ModelSpec spec, Parameters parameters, SequenceInputs inputs) {
    this.tf = tf;
    this.spec = spec;
    this.dense = new Dense(tf, parameters);
    this.inputs = inputs;
    Operand<TInt32> one = tf.constant(1);
    this.everywhere = tf.expandDims(tf.expandDims(inputs.padding(tf), one), one);
    this.nearby = tf.math.add(everywhere, band());
  }

  /** From and to (batch · length, width). */
  Operand<TFloat32> attend(String name, Operand<TFloat32> x, Dropout dropout) {
    int width = spec.width();
    int headWidth = width / spec.heads();
    Operand<TFloat32> projected = dense.product(name + ".qkv", x, width, 3 * width);
    Operand<TFloat32> split = tf.reshape(projected, shaped(3, spec.heads(), headWidth));
    // (3, batch, heads, length, head width)
    List<Operand<TFloat32>> qkv = unstacked(tf.linalg.transpose(split, tf.array(2, 0, 3, 1, 4)), 3);
    float scale = (float) (1 / Math.sqrt(headWidth));
    Operand<TFloat32> q = tf.math.mul(qkv.get(0), tf.constant(scale));
    int global = spec.heads() - spec.localHeads();
    List<Operand<TFloat32>> groups = new ArrayList<>();
    if (global > 0) {
      groups.add(weighted(q, qkv.get(1), qkv.get(2), 0, global, everywhere, dropout));
    }
    if (spec.localHeads() > 0) {
      groups.add(weighted(q, qkv.get(1), qkv.get(2), global, spec.localHeads(), nearby, dropout));
    }
    Operand<TFloat32> heads =
        groups.size() == 1 ? groups.get(0) : tf.concat(groups, tf.constant(1));
    Operand<TFloat32> joined =
        tf.reshape(tf.linalg.transpose(heads, tf.array(0, 2, 1, 3)), tf.array(-1, width));
    return dropout.apply(dense.linear(name + ".out", joined, width, width));
  }

  private Operand<TFloat32> weighted(
      Operand<TFloat32> q,
      Operand<TFloat32> k,
      Operand<TFloat32> v,
      int first,
      int count,
      Operand<TFloat32> mask,
      Dropout dropout) {
    Operand<TFloat32> scores =
        tf.train.batchMatMul(
            heads(q, first, count), heads(k, first, count), TFloat32.class, BatchMatMul.adjY(true));
    Operand<TFloat32> shares = tf.nn.softmax(tf.math.add(scores, mask));
    return tf.train.batchMatMul(dropout.apply(shares), heads(v, first, count), TFloat32.class);
  }

  private Operand<TFloat32> heads(Operand<TFloat32> x, int first, int count) {
    if (count == spec.heads()) {
      return x;
    }
    return tf.slice(x, tf.array(0, first, 0, 0), tf.array(-1, count, -1, -1));
  }

  /** 0 where the blocks of query and key are neighbours, else a large negative number. */
  private Operand<TFloat32> band() {
    Operand<TInt32> length = tf.gather(inputs.shape(), tf.constant(1), tf.constant(0));
    Operand<TInt32> block =
        tf.math.floorDiv(
            tf.range(tf.constant(0), length, tf.constant(1)), tf.constant(spec.localRadius()));
    Operand<TInt32> apart =
        tf.math.abs(
            tf.math.sub(
                tf.expandDims(block, tf.constant(1)), tf.expandDims(block, tf.constant(0))));
    return tf.math.mul(
        tf.dtypes.cast(tf.math.greater(apart, tf.constant(1)), TFloat32.class),
        tf.constant(SequenceInputs.UNSEEN));
  }

  private Operand<TInt32> shaped(int... rest) {
    return tf.concat(List.of(inputs.shape(), tf.array(rest)), tf.constant(0));
  }

  private List<Operand<TFloat32>> unstacked(Operand<TFloat32> x, long count) {
    return List.copyOf(tf.unstack(x, count).output());
  }
}
