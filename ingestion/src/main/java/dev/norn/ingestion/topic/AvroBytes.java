package dev.norn.ingestion.topic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the parts of a record as Avro's binary encoding has them. Not thread-safe. */
final class AvroBytes {

  private byte[] buffer = new byte[512];
  private int length;

  /** Begins anew. */
  AvroBytes begin(byte[] header) {
    length = 0;
    return raw(header);
  }

  /** An int, a long, the place in an enumeration or a union, the size of a block. */
  AvroBytes number(long value) {
    room(10);
    long rest = value << 1 ^ value >> 63;
    while ((rest & ~0x7fL) != 0) {
      buffer[length++] = (byte) (rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    buffer[length++] = (byte) rest;
    return this;
  }

  AvroBytes text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return number(bytes.length).raw(bytes);
  }

  byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }

  private AvroBytes raw(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
    return this;
  }

  private void room(int more) {
    if (buffer.length - length < more) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
    }
  }
}
