package dev.norn.ingestion.register;

import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.topic.RejectionReason;
import java.io.IOException;
import java.nio.file.Path;

/** Reads one delivered file of a register, row by row, with memory bounded by one row. */
public final class RegisterFile {

  private RegisterFile() {}

  /** Takes each row in the order of the file. */
  public interface RowConsumer {

    /**
     * @param line of a CSV file (the header is line 1), row of a Parquet file, from 1; 0 for the
     *     whole file
     * @param raw the row as it stood, cut when very long; empty for a whole file
     */
    void accept(long line, ParsedRow row, byte[] raw) throws IOException;
  }

  /** Every row reaches the consumer once; a file that cannot be read on ends in a rejection. */
  public static void read(
      Path file, RegisterDefinition definition, RowMapper mapper, RowConsumer consumer)
      throws IOException {
    switch (definition.source().format()) {
      case csv -> new CsvRegisterFile(file, definition.source(), mapper).read(consumer);
      case parquet -> new ParquetRegisterFile(file, mapper).read(consumer);
    }
  }

  static void rejectFile(RowConsumer consumer, RejectionReason reason, String detail)
      throws IOException {
    consumer.accept(0, new ParsedRow.Rejected(reason, detail), new byte[0]);
  }

  static void rejectUnknownColumns(RowConsumer consumer, Iterable<String> missing)
      throws IOException {
    rejectFile(
        consumer,
        RejectionReason.UNKNOWN_COLUMN,
        "the file has no column "
            + String.join(", ", missing)
            + ", which the register definition names; correct the definition or the delivery");
  }
}
