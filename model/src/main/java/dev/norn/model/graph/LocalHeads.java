package dev.norn.model.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Softmax attention within a neighbourhood: positions are cut into blocks, and those of a block see
 * their own, the previous and the next block. Linear in the length. As in life2vec (Savcisens et
 * al. 2024), without relative positions.
 */
final class LocalHeads {

  private final Ops tf;
  private final Products products;
  private final int window;
  private final Operand<TInt32> length;
  private final Operand<TInt32> blocks;
  private final Operand<TInt32> toFull;
  private final Operand<TBool> seen;

  /**
   * @param window positions of a block
   */
  LocalHeads(Ops tf, Products products, SequenceInputs inputs, int window) {
    this.tf = tf;
    this.products = products;
    this.window = window;
    this.length = tf.gather(inputs.shape(), tf.constant(1), tf.constant(0));
    this.blocks =
        tf.math.floorDiv(tf.math.add(length, tf.constant(window - 1)), tf.constant(window));
    this.toFull = tf.math.sub(tf.math.mul(blocks, tf.constant(window)), length);
    Operand<TFloat32> real =
        tf.expandDims(tf.expandDims(inputs.real(), tf.constant(1)), tf.constant(-1));
    Operand<TFloat32> seen = neighbourhoods(blocked(real, 1, 1));
    this.seen =
        tf.math.greater(tf.linalg.transpose(seen, tf.array(0, 1, 2, 4, 3)), tf.constant(0f));
  }

  /**
   * All (batch, heads, length, head width).
   *
   * @param q scaled by 1 / √(head width)
   */
  Operand<TFloat32> attend(
      Operand<TFloat32> q,
      Operand<TFloat32> k,
      Operand<TFloat32> v,
      int heads,
      int headWidth,
      Dropout dropout) {
    Operand<TFloat32> scores =
        products.eachTransposed(
            blocked(q, heads, headWidth), neighbourhoods(blocked(k, heads, headWidth)));
    // Chosen, not added: XLA would hand product and sum to oneDNN together, whose product with such
    // a mask is a plain loop, two hundred times slower.
    Operand<TFloat32> masked = tf.select(seen, scores, tf.constant(SequenceInputs.UNSEEN));
    Operand<TFloat32> shares = dropout.apply(tf.nn.softmax(masked));
    Operand<TFloat32> attended =
        products.each(shares, neighbourhoods(blocked(v, heads, headWidth)));
    Operand<TInt32> positions = tf.math.mul(blocks, tf.constant(window));
    Operand<TFloat32> full = tf.reshape(attended, shaped(heads, positions, headWidth));
    Operand<TInt32> all = tf.constant(-1);
    return tf.slice(full, tf.array(0, 0, 0, 0), tf.stack(List.of(all, all, length, all)));
  }

  /** (batch, heads, length, width) to (batch, heads, blocks, window, width), filled up with 0. */
  private Operand<TFloat32> blocked(Operand<TFloat32> x, int heads, int width) {
    Operand<TInt32> none = tf.array(0, 0);
    Operand<TInt32> after = tf.stack(List.of(tf.constant(0), toFull));
    Operand<TFloat32> full = tf.pad(x, tf.stack(List.of(none, none, after, none)), tf.constant(0f));
    return tf.reshape(full, shaped(heads, blocks, window, width));
  }

  /** (batch, heads, blocks, window, width) to (batch, heads, blocks, 3 · window, width). */
  private Operand<TFloat32> neighbourhoods(Operand<TFloat32> x) {
    Operand<TFloat32> wide =
        tf.pad(
            x, tf.constant(new int[][] {{0, 0}, {0, 0}, {1, 1}, {0, 0}, {0, 0}}), tf.constant(0f));
    Operand<TInt32> all = tf.constant(-1);
    Operand<TInt32> size = tf.stack(List.of(all, all, blocks, all, all));
    List<Operand<TFloat32>> three =
        IntStream.range(0, 3).mapToObj(i -> sliced(wide, i, size)).toList();
    return tf.concat(three, tf.constant(3));
  }

  private Operand<TInt32> shaped(int heads, Operand<TInt32> middle, int... last) {
    List<Operand<TInt32>> sizes = new ArrayList<>();
    sizes.add(tf.constant(-1));
    sizes.add(tf.constant(heads));
    sizes.add(middle);
    IntStream.of(last).forEach(size -> sizes.add(tf.constant(size)));
    return tf.stack(sizes);
  }

  private Operand<TFloat32> sliced(Operand<TFloat32> x, int from, Operand<TInt32> size) {
    return tf.slice(x, tf.array(0, 0, from, 0, 0), size);
  }
}
