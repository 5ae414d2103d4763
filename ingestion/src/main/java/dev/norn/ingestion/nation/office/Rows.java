package dev.norn.ingestion.nation.office;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** Text of one file, growing; ISO 8859-1. */
final class Rows {
  private byte[] bytes = new byte[4096];
  private int length;

  Rows append(String text) {
    int more = text.length();
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
    for (int i = 0; i < more; i++) {
      bytes[length + i] = (byte) text.charAt(i);
    }
    length += more;
    return this;
  }

  Rows append(char character) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) character;
    return this;
  }

  /** Two digits. */
  Rows twoDigits(int number) {
    return append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  Stream<String> lines() {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).lines();
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }
}
