package dev.norn.model.graph;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.tensorflow.ndarray.Shape;

/** One named array of numbers, row-major; callers must not change the values. */
public final class Weight {

  private final String name;
  private final Shape shape;
  private final float[] values;

  public Weight(String name, Shape shape, float[] values) {
    this.name = Objects.requireNonNull(name, "name");
    this.shape = Objects.requireNonNull(shape, "shape");
    this.values = Objects.requireNonNull(values, "values");
    if (shape.size() != values.length) {
      throw new IllegalArgumentException(
          "[weights] %s holds %d numbers; its shape %s asks for %d"
              .formatted(name, values.length, shape, shape.size()));
    }
  }

  public String name() {
    return name;
  }

  public Shape shape() {
    return shape;
  }

  public float[] values() {
    return values;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(name);
    out.writeInt(shape.numDimensions());
    for (long dimension : shape.asArray()) {
      out.writeLong(dimension);
    }
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  static Weight read(DataInputStream in) throws IOException {
    String name = in.readUTF();
    long[] dimensions = new long[in.readInt()];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = in.readLong();
    }
    Shape shape = Shape.of(dimensions);
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return new Weight(name, shape, values);
  }
}
