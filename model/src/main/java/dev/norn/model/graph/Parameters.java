package dev.norn.model.graph;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Where a graph's weights come from: variables while training, constants when serving. */
public interface Parameters {

  /** The weight of this name; asked for twice, the same one. */
  Operand<TFloat32> get(String name, Shape shape, Initial initial);

  /** Whether a weight of this name was there from the start, as all are when serving. */
  boolean isGiven(String name);

  /** Numbers that belong to the model and are drawn, not learned. */
  Operand<TFloat32> fixed(String name, Shape shape, Initial initial);
}
