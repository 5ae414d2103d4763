package dev.norn.model.graph;

import java.util.HashMap;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Weights as constants of the graph: a served model cannot change. */
public final class FrozenParameters implements Parameters {

  private final Ops tf;
  private final Weights weights;
  private final Map<String, Operand<TFloat32>> constants = new HashMap<>();

  public FrozenParameters(Ops tf, Weights weights) {
    this.tf = tf;
    this.weights = weights;
  }

  @Override
  public Operand<TFloat32> get(String name, Shape shape, Initial initial) {
    return constants.computeIfAbsent(name, absent -> constant(absent, shape));
  }

  @Override
  public boolean isGiven(String name) {
    return weights.contains(name);
  }

  @Override
  public Operand<TFloat32> fixed(String name, Shape shape, Initial initial) {
    return get(name, shape, initial);
  }

  /** Name of the constant that holds a weight. */
  public static String nodeOf(String weight) {
    return weight.replace('.', '_');
  }

  private Operand<TFloat32> constant(String name, Shape shape) {
    Weight weight = weights.get(name);
    if (!weight.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "[weights] %s has shape %s; the model asks for %s; use weights of the same specification"
              .formatted(name, weight.shape(), shape));
    }
    return tf.withName(nodeOf(name)).constant(shape, DataBuffers.of(weight.values(), true, false));
  }
}
