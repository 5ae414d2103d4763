package dev.norn.model.graph;

import dev.norn.model.ModelSpec;
import dev.norn.model.Quirk;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The attention half of a layer: the first heads see the whole sequence, the last {@link
 * ModelSpec#localHeads()} their neighbourhood; joined in this order and projected.
 */
final class SelfAttention {

  private final Ops tf;
  private final ModelSpec spec;
  private final ModelSpec.Attention attention;
  private final Parameters parameters;
  private final Dense dense;
  private final SequenceInputs inputs;
  private final Products products;
  private final LocalHeads local;

  SelfAttention(
      Ops tf,
      ModelSpec spec,
      ModelSpec.Attention attention,
      Parameters parameters,
      Products products,
      SequenceInputs inputs) {
    this.tf = tf;
    this.spec = spec;
    this.attention = attention;
    this.parameters = parameters;
    this.dense = new Dense(tf, parameters, products.precision());
    this.inputs = inputs;
    this.products = products;
    this.local =
        spec.localHeads() == 0 ? null : new LocalHeads(tf, products, inputs, spec.localWindow());
  }

  /** From and to (batch · length, width). */
  Operand<TFloat32> attend(String name, Operand<TFloat32> x, Dropout dropout) {
    int width = spec.width();
    int headWidth = width / spec.heads();
    Operand<TFloat32> projected = dense.product(name + ".qkv", x, width, 3 * width);
    Operand<TFloat32> split = tf.reshape(projected, shaped(3, spec.heads(), headWidth));
    // (3, batch, heads, length, head width)
    List<Operand<TFloat32>> qkv =
        List.copyOf(tf.unstack(tf.linalg.transpose(split, tf.array(2, 0, 3, 1, 4)), 3L).output());
    int global = spec.heads() - spec.localHeads();
    List<Operand<TFloat32>> groups = new ArrayList<>();
    if (global > 0) {
      groups.add(global(name, heads(qkv, 0, global), headWidth));
    }
    if (local != null) {
      List<Operand<TFloat32>> heads = heads(qkv, global, spec.localHeads());
      groups.add(
          local.attend(
              scaled(heads.get(0), headWidth),
              heads.get(1),
              heads.get(2),
              spec.localHeads(),
              headWidth,
              dropout));
    }
    Operand<TFloat32> heads =
        groups.size() == 1 ? groups.get(0) : tf.concat(groups, tf.constant(1));
    Operand<TFloat32> joined =
        tf.reshape(tf.linalg.transpose(heads, tf.array(0, 2, 1, 3)), tf.array(-1, width));
    return dropout.apply(dense.linear(name + ".out", joined, width, width));
  }

  private Operand<TFloat32> global(String name, List<Operand<TFloat32>> qkv, int headWidth) {
    if (attention == ModelSpec.Attention.EXACT) {
      return new ExactHeads(tf, products, inputs)
          .attend(scaled(qkv.get(0), headWidth), qkv.get(1), qkv.get(2));
    }
    Operand<TFloat32> features =
        parameters.fixed(
            name + ".features",
            Shape.of(spec.randomFeatures(), headWidth),
            Initial.orthogonalDirections());
    Operand<TFloat32> real = spec.has(Quirk.UNMASKED_KEYS) ? null : inputs.real();
    return new ApproximateHeads(tf, products, real)
        .attend(qkv.get(0), qkv.get(1), qkv.get(2), features, headWidth);
  }

  private Operand<TFloat32> scaled(Operand<TFloat32> q, int headWidth) {
    return tf.math.mul(q, tf.constant((float) (1 / Math.sqrt(headWidth))));
  }

  private List<Operand<TFloat32>> heads(List<Operand<TFloat32>> qkv, int first, int count) {
    return qkv.stream().map(x -> heads(x, first, count)).toList();
  }

  private Operand<TFloat32> heads(Operand<TFloat32> x, int first, int count) {
    return count == spec.heads()
        ? x
        : tf.slice(x, tf.array(0, first, 0, 0), tf.array(-1, count, -1, -1));
  }

  private Operand<TInt32> shaped(int... rest) {
    return tf.concat(List.of(inputs.shape(), tf.array(rest)), tf.constant(0));
  }
}
