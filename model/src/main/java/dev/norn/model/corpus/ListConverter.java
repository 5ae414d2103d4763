package dev.norn.model.corpus;

import java.util.Arrays;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/**
 * Collects a LIST column of ints or floats; floats as their bits, so that one array serves both.
 */
final class ListConverter extends GroupConverter {

  private int[] bits = new int[64];
  private int size;

  private final PrimitiveConverter element =
      new PrimitiveConverter() {
        @Override
        public void addInt(int value) {
          add(value);
        }

        @Override
        public void addFloat(float value) {
          add(Float.floatToRawIntBits(value));
        }
      };

  private final GroupConverter list =
      new GroupConverter() {
        @Override
        public Converter getConverter(int field) {
          return element;
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
      };

  private void add(int value) {
    if (size == bits.length) {
      bits = Arrays.copyOf(bits, 2 * size);
    }
    bits[size++] = value;
  }

  @Override
  public Converter getConverter(int field) {
    return list;
  }

  @Override
  public void start() {
    size = 0;
  }

  @Override
  public void end() {}

  int[] ints() {
    return Arrays.copyOf(bits, size);
  }

  float[] floats() {
    float[] floats = new float[size];
    for (int i = 0; i < size; i++) {
      floats[i] = Float.intBitsToFloat(bits[i]);
    }
    return floats;
  }
}
