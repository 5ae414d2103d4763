package dev.norn.model.split;

import blue.strategic.parquet.Hydrator;
import blue.strategic.parquet.ParquetReader;
import blue.strategic.parquet.ParquetWriter;
import blue.strategic.parquet.ValueWriter;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.norn.cohort.ListedPerson;
import dev.norn.cohort.SplitList;
import dev.norn.event.DefinitionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * A list of people with their sides: the columns {@code person} and {@code split} of a CSV file
 * (commas, a header line, UTF-8) or, where its name ends in {@code .parquet}, of a Parquet file.
 */
public final class SplitFile {

  private static final String PERSON = "person";
  private static final String SPLIT = "split";
  private static final MessageType SCHEMA =
      new MessageType("listed_person", text(PERSON), text(SPLIT));

  private SplitFile() {}

  private static Type text(String name) {
    return Types.required(PrimitiveTypeName.BINARY)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  /**
   * Other columns are not looked at.
   *
   * @throws DefinitionException with file and line or row when it is no such list
   */
  public static SplitList read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DefinitionException(
          "[" + file + "] there is no such list; name it relative to the cohort's file");
    }
    SplitRows rows = new SplitRows(file, isParquet(file));
    try {
      if (isParquet(file)) {
        readParquet(file, rows);
      } else {
        readCsv(file, rows);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new DefinitionException(
          "[" + file + "] cannot be read (" + e.getClass().getSimpleName() + "); check the file",
          e);
    }
    return rows.list();
  }

  private static boolean isParquet(Path file) {
    return file.toString().endsWith(".parquet");
  }

  private static void readCsv(Path file, SplitRows rows) throws IOException {
    try (CsvReader<CsvRecord> records =
        CsvReader.builder().detectBomHeader(true).skipEmptyLines(false).ofCsvRecord(file)) {
      Iterator<CsvRecord> each = records.iterator();
      List<String> header = each.hasNext() ? each.next().getFields() : List.of();
      rows.requireColumns(header, PERSON, SPLIT);
      int person = header.indexOf(PERSON);
      int split = header.indexOf(SPLIT);
      while (each.hasNext()) {
        CsvRecord record = each.next();
        rows.add(cell(record, person), cell(record, split));
      }
    } catch (CsvParseException e) {
      throw rows.refused("this is no CSV with as many cells as the header; correct the line");
    }
  }

  private static String cell(CsvRecord record, int column) {
    return column < record.getFieldCount() ? record.getField(column) : "";
  }

  private static void readParquet(Path file, SplitRows rows) throws IOException {
    try {
      rows.requireColumns(
          ParquetReader.readMetadata(file.toFile())
              .getFileMetaData()
              .getSchema()
              .getFields()
              .stream()
              .map(Type::getName)
              .toList(),
          PERSON,
          SPLIT);
      try (Stream<String[]> cells = ParquetReader.streamContent(file.toFile(), new Cells())) {
        cells.forEachOrdered(row -> rows.add(row[0], row[1]));
      }
    } catch (DefinitionException e) {
      throw e;
    } catch (RuntimeException e) {
      // The library throws bare run-time exceptions for a file that is no or half a Parquet file.
      throw new IOException(e);
    }
  }

  private static final class Cells implements Hydrator<String[], String[], String[]> {
    @Override
    public String[] start() {
      return new String[] {"", ""};
    }

    @Override
    public String[] add(String[] row, String[] column, Object value) {
      if (value != null && column[0].equals(PERSON)) {
        row[0] = value.toString();
      } else if (value != null && column[0].equals(SPLIT)) {
        row[1] = value.toString();
      }
      return row;
    }

    @Override
    public String[] finish(String[] row) {
      return row;
    }
  }

  /**
   * Whole or not at all.
   *
   * @param people in the order of the file; not closed
   */
  public static void write(Path file, Stream<ListedPerson> people) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".part");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(aside);
    if (isParquet(file)) {
      writeParquet(aside, people.iterator());
    } else {
      writeCsv(aside, people.iterator());
    }
    Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void writeParquet(Path file, Iterator<ListedPerson> people) throws IOException {
    try (ParquetWriter<ListedPerson> writer =
        ParquetWriter.writeFile(SCHEMA, file.toFile(), SplitFile::row)) {
      while (people.hasNext()) {
        writer.write(people.next());
      }
    }
  }

  private static void row(ListedPerson person, ValueWriter row) {
    row.write(PERSON, person.person().value());
    row.write(SPLIT, person.side().label());
  }

  private static void writeCsv(Path file, Iterator<ListedPerson> people) throws IOException {
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      writer.writeRecord(PERSON, SPLIT);
      while (people.hasNext()) {
        ListedPerson person = people.next();
        writer.writeRecord(person.person().value(), person.side().label());
      }
    }
  }
}
