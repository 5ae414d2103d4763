package dev.norn.ingestion.register;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.norn.event.RegisterDefinition.Source;
import dev.norn.ingestion.register.RegisterFile.RowConsumer;
import dev.norn.ingestion.topic.RejectionReason;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * A flat Parquet file of a register; every value is read as the text that a CSV would hold: dates
 * as 2020-01-31, time stamps as 2020-01-31T12:00:00Z.
 */
final class ParquetRegisterFile {

  /** How the raw rows of a Parquet file are written. */
  static final Source RAW_ROWS = new Source("raw rows", Source.Format.csv, ",", "UTF-8");

  private final Path file;
  private final RowMapper mapper;

  ParquetRegisterFile(Path file, RowMapper mapper) {
    this.file = file;
    this.mapper = mapper;
  }

  void read(RowConsumer consumer) throws IOException {
    if (Files.size(file) == 0) {
      RegisterFile.rejectFile(
          consumer, RejectionReason.EMPTY_FILE, "the file is empty; expected Parquet");
      return;
    }
    long row = 0;
    try {
      Map<String, PrimitiveType> columns = columns();
      List<String> missing =
          mapper.columns().stream().filter(column -> !columns.containsKey(column)).toList();
      if (!missing.isEmpty()) {
        RegisterFile.rejectUnknownColumns(consumer, missing);
        return;
      }
      List<String> names = columns.keySet().stream().sorted().toList();
      byte[] header = csv(names);
      try (Stream<Map<String, String>> rows = rows(columns)) {
        Iterator<Map<String, String>> each = rows.iterator();
        for (Map<String, String> next = next(each); next != null; next = next(each)) {
          Map<String, String> values = next;
          consumer.accept(
              ++row,
              mapper.map(column -> values.getOrDefault(column, "")),
              new RawRow(
                  header, csv(names.stream().map(name -> values.getOrDefault(name, "")).toList())));
        }
      }
    } catch (BrokenFile e) {
      RegisterFile.rejectFile(
          consumer,
          row == 0 ? RejectionReason.UNREADABLE_FILE : RejectionReason.TRUNCATED_FILE,
          "not a whole Parquet file; " + row + " rows were read, have the file delivered again");
    }
  }

  private static byte[] csv(List<String> fields) throws IOException {
    StringWriter line = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(line)) {
      csv.writeRecord(fields);
    }
    return line.getBuffer()
        .substring(0, line.getBuffer().length() - 1)
        .getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, PrimitiveType> columns() throws IOException {
    try {
      Map<String, PrimitiveType> columns = new HashMap<>();
      for (ColumnDescriptor column :
          ParquetReader.readMetadata(file.toFile()).getFileMetaData().getSchema().getColumns()) {
        columns.put(String.join(".", column.getPath()), column.getPrimitiveType());
      }
      return columns;
    } catch (RuntimeException e) {
      throw new BrokenFile(e);
    }
  }

  private Stream<Map<String, String>> rows(Map<String, PrimitiveType> columns) throws IOException {
    try {
      return ParquetReader.streamContent(file.toFile(), new TextColumns(columns));
    } catch (RuntimeException e) {
      throw new BrokenFile(e);
    }
  }

  private static Map<String, String> next(Iterator<Map<String, String>> rows) throws BrokenFile {
    try {
      return rows.hasNext() ? rows.next() : null;
    } catch (RuntimeException e) {
      throw new BrokenFile(e);
    }
  }

  /** The library throws bare run-time exceptions for a file that is no or half a Parquet file. */
  private static final class BrokenFile extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenFile(RuntimeException cause) {
      super(cause);
    }
  }

  private record TextColumns(Map<String, PrimitiveType> columns)
      implements Hydrator<Map<String, String>, Map<String, String>, String[]> {
    @Override
    public Map<String, String> start() {
      return new TreeMap<>();
    }

    @Override
    public Map<String, String> add(Map<String, String> row, String[] column, Object value) {
      if (value != null) {
        String name = String.join(".", column);
        row.put(name, text(columns.get(name), value));
      }
      return row;
    }

    @Override
    public Map<String, String> finish(Map<String, String> row) {
      return row;
    }

    // The library gives the bare number of a date, a time or a decimal.
    private static String text(PrimitiveType type, Object value) {
      LogicalTypeAnnotation meaning = type == null ? null : type.getLogicalTypeAnnotation();
      if (!(value instanceof Integer || value instanceof Long) || meaning == null) {
        return value.toString();
      }
      long number = ((Number) value).longValue();
      if (meaning instanceof DateLogicalTypeAnnotation) {
        return LocalDate.ofEpochDay(number).toString();
      }
      if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
        return instant(number, timestamp.getUnit()).toString();
      }
      return meaning instanceof DecimalLogicalTypeAnnotation decimal
          ? BigDecimal.valueOf(number, decimal.getScale()).toPlainString()
          : value.toString();
    }

    private static Instant instant(long number, TimeUnit unit) {
      return switch (unit) {
        case MILLIS -> Instant.ofEpochMilli(number);
        case MICROS -> Instant.EPOCH.plus(number, ChronoUnit.MICROS);
        case NANOS -> Instant.EPOCH.plusNanos(number);
      };
    }
  }
}
