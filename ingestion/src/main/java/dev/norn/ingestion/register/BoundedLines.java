package dev.norn.ingestion.register;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of bytes, however long the file and its lines: a line over the limit is cut, the rest of it
 * skipped. One line is one row; a quoted field must not hold a line break.
 */
final class BoundedLines {

  private final InputStream in;
  private final int limit;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int filled;
  private byte[] line = new byte[1 << 12];
  private int length;
  private boolean tooLong;

  BoundedLines(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /**
   * @return false at the end of the file
   */
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    boolean any = false;
    while (fill()) {
      any = true;
      int end = endOfLine();
      append(end - position);
      position = end;
      if (end < filled) {
        position++;
        break;
      }
    }
    if (length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return any;
  }

  private boolean fill() throws IOException {
    if (position == filled) {
      filled = Math.max(0, in.read(buffer));
      position = 0;
    }
    return filled > 0;
  }

  private int endOfLine() {
    int end = position;
    while (end < filled && buffer[end] != '\n') {
      end++;
    }
    return end;
  }

  private void append(int count) {
    int kept = Math.min(count, limit - length);
    tooLong |= kept < count;
    if (length + kept > line.length) {
      line = Arrays.copyOf(line, Math.min(limit, Math.max(2 * line.length, length + kept)));
    }
    System.arraycopy(buffer, position, line, length, kept);
    length += kept;
  }

  /** The line without its end, cut at the limit. */
  byte[] bytes() {
    return Arrays.copyOf(line, length);
  }

  boolean tooLong() {
    return tooLong;
  }
}
