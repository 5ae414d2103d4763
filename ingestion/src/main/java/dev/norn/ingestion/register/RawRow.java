package dev.norn.ingestion.register;

import java.nio.ByteBuffer;

/**
 * A row as it stood in its file.
 *
 * @param header the file's first line, without its end; of a Parquet file the names of the columns
 *     as a line of CSV in UTF-8
 * @param row the line, without its end; cut where it is longer than a line may be
 */
public record RawRow(byte[] header, byte[] row) {

  /** What stands for a whole file. */
  static final RawRow NONE = new RawRow(new byte[0], new byte[0]);

  public boolean isNone() {
    return row.length == 0;
  }

  /** Header and row, a line feed between: a file of one row, which can be read again. */
  public byte[] asFile() {
    return ByteBuffer.allocate(header.length + 1 + row.length)
        .put(header)
        .put((byte) '\n')
        .put(row)
        .array();
  }
}
