package dev.norn.ingestion.topic;

import java.nio.charset.StandardCharsets;

/**
 * Reads the parts of a record that {@link AvroBytes} or another Avro wrote. Bytes that end too soon
 * or hold what cannot be are an {@link IllegalArgumentException}; a broken length costs no memory.
 */
final class AvroParts {

  private static final int MOST_BITS = 63;

  private final byte[] bytes;
  private int at;

  AvroParts(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  long number() {
    long raw = 0;
    for (int shift = 0; shift <= MOST_BITS; shift += 7) {
      byte next = next();
      raw |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return raw >>> 1 ^ -(raw & 1);
      }
    }
    throw new IllegalArgumentException("a number is too long");
  }

  int integer() {
    long number = number();
    if (number != (int) number) {
      throw new IllegalArgumentException("a number is no int");
    }
    return (int) number;
  }

  String text() {
    long length = number();
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalArgumentException("a text has a length beyond the end");
    }
    String text = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
    at += (int) length;
    return text;
  }

  /** Entries of the next block of a map, 0 after the last. */
  long block() {
    long entries = number();
    if (entries >= 0) {
      return entries;
    }
    number(); // bytes of the block, for those who skip it
    if (entries == Long.MIN_VALUE) {
      throw new IllegalArgumentException("a block has too many entries");
    }
    return -entries;
  }

  private byte next() {
    if (at >= bytes.length) {
      throw new IllegalArgumentException("the bytes end too soon");
    }
    return bytes[at++];
  }
}
