package dev.norn.model.graph;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.tensorflow.ndarray.Shape;

/** How a weight starts. */
@FunctionalInterface
public interface Initial {

  /** Values in row-major order, as many as the shape has. */
  float[] draw(Shape shape, SplittableRandom random);

  static Initial constant(float value) {
    return (shape, random) -> {
      float[] values = new float[Math.toIntExact(shape.size())];
      Arrays.fill(values, value);
      return values;
    };
  }

  static Initial values(float[] values) {
    return (shape, random) -> values.clone();
  }

  static Initial uniform(double low, double high) {
    return (shape, random) -> {
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextDouble(low, high);
      }
      return values;
    };
  }

  /** Evenly over the orders of magnitude from low to high. */
  static Initial logUniform(double low, double high) {
    return (shape, random) -> {
      float[] values = uniform(Math.log(low), Math.log(high)).draw(shape, random);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.exp(values[i]);
      }
      return values;
    };
  }

  /** Directions of a random rotation, block by block: see {@link OrthogonalDirections}. */
  static Initial orthogonalDirections() {
    return OrthogonalDirections::draw;
  }

  /** Standard normal. */
  static Initial normal() {
    return (shape, random) -> {
      float[] values = new float[Math.toIntExact(shape.size())];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      return values;
    };
  }

  /** Glorot's bound for a matrix (inputs, outputs). */
  static Initial matrix() {
    return (shape, random) -> {
      double bound = Math.sqrt(6.0 / (shape.get(0) + shape.get(1)));
      return uniform(-bound, bound).draw(shape, random);
    };
  }
}
