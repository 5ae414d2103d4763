package dev.norn.ingestion.register;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.assertj.core.api.Assertions.assertThat;

import blue.strategic.parquet.ParquetWriter;
import dev.norn.event.RegisterDefinition;
import dev.norn.event.RegisterDefinition.Source;
import dev.norn.event.RegisterDefinition.Source.Format;
import dev.norn.ingestion.register.Visits.Read;
import dev.norn.ingestion.topic.RejectionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Parquet file gives what its CSV twin gives. */
class ParquetRegisterFileTest {

  private static final RegisterDefinition PARQUET =
      Visits.writtenAs(new Source("visits*", Format.parquet, null, null));
  private static final List<String> COLUMNS = List.of(Visits.HEADER.split(","));
  private static final String BAD = Visits.row("v2").replace("2019-01-31", "2019-02-30");

  @TempDir Path folder;

  private Path write(MessageType schema, List<Map<String, Object>> rows) throws IOException {
    Path file = folder.resolve("visits.parquet");
    try (ParquetWriter<Map<String, Object>> writer =
        ParquetWriter.writeFile(
            schema, file.toFile(), (row, values) -> row.forEach(values::write))) {
      for (Map<String, Object> row : rows) {
        writer.write(row);
      }
    }
    return file;
  }

  private static MessageType texts(List<String> columns) {
    Types.MessageTypeBuilder schema = Types.buildMessage();
    columns.forEach(column -> schema.optional(BINARY).as(stringType()).named(column));
    return schema.named("visits");
  }

  private static Map<String, Object> cells(String row) {
    String[] values = row.split(",", -1);
    Map<String, Object> cells = new TreeMap<>();
    for (int i = 0; i < values.length; i++) {
      if (!values[i].isEmpty()) {
        cells.put(COLUMNS.get(i), values[i]);
      }
    }
    return cells;
  }

  @Test
  void equalsItsCsvTwin() throws IOException {
    List<String> rows =
        List.of(
            Visits.row("v1"),
            BAD,
            Visits.row("v3").replace("2019-02-01", "").replace(",U,", ",D,"),
            Visits.row("v4").replace("A1", "Å3"));
    Path csv =
        Files.writeString(
            folder.resolve("visits.csv"), Visits.HEADER + "\n" + String.join("\n", rows));

    List<Read> fromParquet =
        Visits.read(
            write(texts(COLUMNS), rows.stream().map(ParquetRegisterFileTest::cells).toList()),
            PARQUET);
    List<Read> fromCsv = Visits.read(csv, Visits.definition());

    assertThat(fromParquet)
        .extracting(Read::row)
        .isEqualTo(fromCsv.stream().map(Read::row).toList());
    assertThat(fromParquet).extracting(Read::line).containsExactly(1L, 2L, 3L, 4L);
    assertThat(Visits.events(fromParquet)).hasSize(3);
  }

  @Test
  void datesTimesAndDecimalsAreReadAsText() throws IOException {
    MessageType schema =
        Types.buildMessage()
            .required(INT64)
            .named("number")
            .required(BINARY)
            .as(stringType())
            .named("visit")
            .required(INT32)
            .as(dateType())
            .named("from")
            .optional(INT32)
            .as(dateType())
            .named("to")
            .required(INT64)
            .as(timestampType(true, TimeUnit.MICROS))
            .named("recorded")
            .required(INT32)
            .named("revision")
            .required(BINARY)
            .as(stringType())
            .named("action")
            .required(BINARY)
            .as(stringType())
            .named("code")
            .required(INT64)
            .as(decimalType(1, 9))
            .named("cost")
            .named("visits");
    Instant recorded = Instant.parse("2019-03-01T00:00:00Z");
    Map<String, Object> row =
        Map.of(
            "number",
            101701234L,
            "visit",
            "v1",
            "from",
            (int) LocalDate.of(2019, 1, 31).toEpochDay(),
            "to",
            (int) LocalDate.of(2019, 2, 1).toEpochDay(),
            "recorded",
            recorded.getEpochSecond() * 1_000_000,
            "revision",
            0,
            "action",
            "U",
            "code",
            "A1",
            "cost",
            125L);
    Path csv =
        Files.writeString(
            folder.resolve("visits.csv"),
            Visits.HEADER + "\n" + Visits.row("v1").replace("0101701234", "101701234"));

    assertThat(Visits.events(Visits.read(write(schema, List.of(row)), PARQUET)))
        .isEqualTo(Visits.events(Visits.read(csv, Visits.definition())))
        .hasSize(1);
  }

  @Test
  void missingColumnsAreNamed() throws IOException {
    List<String> columns = COLUMNS.stream().filter(column -> !column.equals("code")).toList();

    List<Read> rows = Visits.read(write(texts(columns), List.of()), PARQUET);

    assertThat(rows).extracting(Read::reason).containsExactly(RejectionReason.UNKNOWN_COLUMN);
    assertThat(rows.get(0).detail()).contains("no column code");
  }

  @Test
  void truncatedFileIsRefusedWhole() throws IOException {
    Path file = write(texts(COLUMNS), List.of(cells(Visits.row("v1"))));
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 9));

    List<Read> rows = Visits.read(file, PARQUET);

    assertThat(rows).extracting(Read::reason).containsExactly(RejectionReason.UNREADABLE_FILE);
    assertThat(rows.get(0).detail()).doesNotContain(Visits.PERSON_NUMBER);
  }

  @Test
  void damagedPageIsRefusedAndDoesNotEndTheIngestion() throws IOException {
    Path file = write(texts(COLUMNS), List.of(cells(Visits.row("v1")), cells(Visits.row("v2"))));
    byte[] whole = Files.readAllBytes(file);
    Arrays.fill(whole, 4, 60, (byte) 0x7f);
    Files.write(file, whole);

    List<Read> rows = Visits.read(file, PARQUET);

    assertThat(rows.get(rows.size() - 1).reason().wholeFile()).isTrue();
  }
}
