package dev.norn.ingestion.register;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import dev.norn.ingestion.register.RegisterFile.RowConsumer;
import dev.norn.ingestion.topic.RejectionReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnDescriptor;

/** A flat Parquet file of a register; every value is read as the text that a CSV would hold. */
final class ParquetRegisterFile {

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
      List<String> missing = missingColumns();
      if (!missing.isEmpty()) {
        RegisterFile.rejectUnknownColumns(consumer, missing);
        return;
      }
      try (Stream<Map<String, String>> rows =
          ParquetReader.streamContent(file.toFile(), new TextColumns())) {
        for (Iterator<Map<String, String>> each = rows.iterator(); each.hasNext(); ) {
          Map<String, String> values = each.next();
          consumer.accept(
              ++row,
              mapper.map(column -> values.getOrDefault(column, "")),
              values.toString().getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
      throw new IOException("the Parquet file cannot be read on after row " + row, e);
    } catch (RuntimeException e) {
      // parquet-hadoop throws bare RuntimeException for a file that is no or half a Parquet file.
      RegisterFile.rejectFile(
          consumer,
          row == 0 ? RejectionReason.UNREADABLE_FILE : RejectionReason.TRUNCATED_FILE,
          "not a whole Parquet file; " + row + " rows were read, have the file delivered again");
    }
  }

  private List<String> missingColumns() throws IOException {
    Set<String> present =
        ParquetReader.readMetadata(file.toFile())
            .getFileMetaData()
            .getSchema()
            .getColumns()
            .stream()
            .map(ColumnDescriptor::getPath)
            .map(path -> String.join(".", path))
            .collect(Collectors.toSet());
    return mapper.columns().stream().filter(column -> !present.contains(column)).toList();
  }

  private static final class TextColumns
      implements Hydrator<Map<String, String>, Map<String, String>, String[]> {
    @Override
    public Map<String, String> start() {
      return new HashMap<>();
    }

    @Override
    public Map<String, String> add(Map<String, String> row, String[] column, Object value) {
      if (value != null) {
        row.put(String.join(".", column), value.toString());
      }
      return row;
    }

    @Override
    public Map<String, String> finish(Map<String, String> row) {
      return row;
    }
  }
}
