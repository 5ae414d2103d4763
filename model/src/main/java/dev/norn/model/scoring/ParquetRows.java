package dev.norn.model.scoring;

import blue.strategic.parquet.Dehydrator;
import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import blue.strategic.parquet.ParquetWriter;
import blue.strategic.parquet.ValueWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A folder of flat Parquet files, {@code part-00000.parquet} and so on: each is there whole or not
 * at all.
 */
final class ParquetRows<T> {

  private final Path folder;
  private final MessageType schema;
  private final Dehydrator<T> toRow;
  private final Function<Map<String, Object>, T> ofRow;

  /**
   * @param toRow leaves columns out that are null
   * @param ofRow from the columns that are not
   */
  ParquetRows(
      Path folder,
      MessageType schema,
      Dehydrator<T> toRow,
      Function<Map<String, Object>, T> ofRow) {
    this.folder = folder;
    this.schema = schema;
    this.toRow = toRow;
    this.ofRow = ofRow;
  }

  static Type text(String name, Type.Repetition repetition) {
    return Types.primitive(PrimitiveTypeName.BINARY, repetition)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  /** Null where there is none. */
  static Type number(String name) {
    return Types.optional(PrimitiveTypeName.DOUBLE).named(name);
  }

  static void writeUnlessNull(ValueWriter row, String name, Object value) {
    if (value != null) {
      row.write(name, value);
    }
  }

  static Type date(String name) {
    return Types.required(PrimitiveTypeName.INT32).as(LogicalTypeAnnotation.dateType()).named(name);
  }

  /** Microseconds since 1970, UTC. */
  static Type instant(String name) {
    return Types.required(PrimitiveTypeName.INT64)
        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
        .named(name);
  }

  /** Name of a part, from 0. */
  static String name(int number) {
    return "part-%05d.parquet".formatted(number);
  }

  private Path part(int number) {
    return folder.resolve(name(number));
  }

  boolean has(int number) {
    return Files.exists(part(number));
  }

  void write(int number, List<T> rows) throws IOException {
    write(part(number), schema, toRow, rows);
  }

  /** A file by itself, whole or not at all. */
  static <T> void write(Path file, MessageType schema, Dehydrator<T> toRow, List<T> rows)
      throws IOException {
    Path folder = Files.createDirectories(file.getParent());
    Path aside = folder.resolve("unfinished");
    Files.deleteIfExists(aside);
    try (ParquetWriter<T> writer = ParquetWriter.writeFile(schema, aside.toFile(), toRow)) {
      for (T row : rows) {
        writer.write(row);
      }
    }
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Number of parts from the first on. */
  int parts() {
    int parts = 0;
    while (has(parts)) {
      parts++;
    }
    return parts;
  }

  List<T> read(int number) throws IOException {
    try (Stream<T> rows = open(number)) {
      return rows.toList();
    }
  }

  /** All parts in their order, one open at a time. */
  void each(Consumer<T> action) throws IOException {
    int parts = parts();
    for (int number = 0; number < parts; number++) {
      try (Stream<T> rows = open(number)) {
        for (Iterator<T> each = rows.iterator(); each.hasNext(); ) {
          action.accept(each.next());
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  private Stream<T> open(int number) throws IOException {
    return ParquetReader.streamContent(part(number).toFile(), new Columns<>(ofRow));
  }

  private record Columns<T>(Function<Map<String, Object>, T> ofRow)
      implements Hydrator<Map<String, Object>, T, String[]> {
    @Override
    public Map<String, Object> start() {
      return new HashMap<>();
    }

    @Override
    public Map<String, Object> add(Map<String, Object> row, String[] heading, Object value) {
      row.put(heading[0], value);
      return row;
    }

    @Override
    public T finish(Map<String, Object> row) {
      return ofRow.apply(row);
    }
  }
}
