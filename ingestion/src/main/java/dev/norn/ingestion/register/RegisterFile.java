package dev.norn.ingestion.register;

import dev.norn.event.RegisterDefinition;
import dev.norn.event.RegisterDefinition.Source;
import dev.norn.ingestion.topic.RejectionReason;
import java.io.ByteArrayInputStream;
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
     * @param raw none for a whole file
     */
    void accept(long line, ParsedRow row, RawRow raw) throws IOException;
  }

  /** Every row reaches the consumer once; a file that cannot be read on ends in a rejection. */
  public static void read(
      Path file, RegisterDefinition definition, RowMapper mapper, RowConsumer consumer)
      throws IOException {
    switch (definition.source().format()) {
      case csv -> new CsvRegisterFile(definition.source(), mapper).read(file, consumer);
      case parquet -> new ParquetRegisterFile(file, mapper).read(consumer);
    }
  }

  /**
   * Reads rows that were refused before.
   *
   * @param file as {@link RawRow#asFile} gave it
   */
  public static void readAgain(
      byte[] file, RegisterDefinition definition, RowMapper mapper, RowConsumer consumer)
      throws IOException {
    Source written =
        switch (definition.source().format()) {
          case csv -> definition.source();
          case parquet -> ParquetRegisterFile.RAW_ROWS;
        };
    new CsvRegisterFile(written, mapper).read(new ByteArrayInputStream(file), consumer);
  }

  static void rejectFile(RowConsumer consumer, RejectionReason reason, String detail)
      throws IOException {
    consumer.accept(0, new ParsedRow.Rejected(reason, detail), RawRow.NONE);
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
