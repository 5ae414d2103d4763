package dev.norn.ingestion;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.assertj.core.api.Assertions.assertThat;

import blue.strategic.parquet.ParquetWriter;
import dev.norn.event.DefinitionFile;
import dev.norn.event.LifeEvent;
import dev.norn.event.RegisterDefinition;
import dev.norn.ingestion.register.ParsedRow;
import dev.norn.ingestion.register.Pseudonyms;
import dev.norn.ingestion.register.RegisterFile;
import dev.norn.ingestion.register.RowMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The definitions in examples/meds, on a file such as other tools write. */
class MedsDefinitionsTest {

  private static final byte[] KEY = "not a secret, a test".getBytes(StandardCharsets.UTF_8);

  private static final MessageType DATA =
      Types.buildMessage()
          .required(INT64)
          .named("subject_id")
          .optional(INT64)
          .as(timestampType(false, TimeUnit.MICROS))
          .named("time")
          .required(BINARY)
          .as(stringType())
          .named("code")
          .optional(FLOAT)
          .named("numeric_value")
          .named("data");

  private static final MessageType WITHOUT_NUMBERS =
      new MessageType("data", DATA.getFields().subList(0, 3));

  private static final MessageType LABELS =
      Types.buildMessage()
          .required(INT64)
          .named("subject_id")
          .required(INT64)
          .as(timestampType(false, TimeUnit.MICROS))
          .named("prediction_time")
          .required(BOOLEAN)
          .named("boolean_value")
          .named("label");

  /**
   * @param time null of a static row
   * @param value null where there is none
   */
  private record Row(String time, String code, Float value) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(null, "GENDER//F", null),
          new Row("1950-04-01T00:00:00Z", "MEDS_BIRTH", null),
          new Row("2010-01-01T08:00:00Z", "LAB//X", 5f),
          new Row("2010-01-01T08:00:00Z", "LAB//X", 7f),
          new Row("2010-01-01T08:00:00Z", "LAB//X", 5f),
          new Row("2010-01-01T07:30:00Z", "LAB//Y", Float.NaN),
          new Row("2012-05-05T00:00:00Z", "MEDS_DEATH", null));

  @TempDir private Path folder;

  private static long micros(String time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
  }

  private static RegisterDefinition register(String name) {
    return DefinitionFile.read(
        Path.of("../examples/meds/registers/" + name + ".register.yaml"), RegisterDefinition.class);
  }

  private Path data(List<Row> rows, MessageType schema) throws IOException {
    Path file = folder.resolve("0.parquet");
    try (ParquetWriter<Row> writer =
        ParquetWriter.writeFile(
            schema,
            file.toFile(),
            (row, cells) -> {
              cells.write("subject_id", 7L);
              cells.write("code", row.code());
              if (row.time() != null) {
                cells.write("time", micros(row.time()));
              }
              if (row.value() != null && schema.containsField("numeric_value")) {
                cells.write("numeric_value", row.value());
              }
            })) {
      for (Row row : rows) {
        writer.write(row);
      }
    }
    return file;
  }

  private static List<LifeEvent> events(Path file, String register) throws IOException {
    RegisterDefinition definition = register(register);
    List<LifeEvent> events = new ArrayList<>();
    RegisterFile.read(
        file,
        definition,
        new RowMapper(definition, new Pseudonyms(KEY)),
        (line, row, raw) -> {
          assertThat(row).isNotInstanceOf(ParsedRow.Rejected.class);
          if (row instanceof ParsedRow.Accepted accepted) {
            events.addAll(accepted.events());
          }
        });
    return events;
  }

  private List<LifeEvent> events(String register) throws IOException {
    return events(data(ROWS, DATA), register);
  }

  @Test
  void everyRowIsOfOneRegister() throws IOException {
    assertThat(events("population")).extracting(LifeEvent::occurred).hasToString("[1950-04-01]");
    assertThat(events("death")).extracting(LifeEvent::occurred).hasToString("[2012-05-05]");
    assertThat(events("static"))
        .extracting(LifeEvent::fields)
        .containsExactly(Map.of("code", "GENDER//F"));
    assertThat(events("events")).hasSize(4);
  }

  @Test
  void rowsAlikeInTimeCodeAndNumberAreOneFactAndOthersAreNot() throws IOException {
    assertThat(events("events").stream().distinct().map(LifeEvent::fields))
        .containsExactlyInAnyOrder(
            Map.of("code", "LAB//X", "value", "5.0"),
            Map.of("code", "LAB//X", "value", "7.0"),
            Map.of("code", "LAB//Y"));
    assertThat(events("events"))
        .extracting(LifeEvent::fact)
        .hasSize(4)
        .satisfies(facts -> assertThat(Set.copyOf(facts)).hasSize(3));
  }

  @Test
  void namesDoNotDependOnTheOrderOfRowsAndSortByTime() throws IOException {
    List<LifeEvent> inOrder = events("events");
    List<Row> reversed = new ArrayList<>(ROWS);
    Collections.reverse(reversed);
    assertThat(events(data(reversed, DATA), "events")).hasSameElementsAs(inOrder);
    assertThat(inOrder.stream().map(LifeEvent::row).sorted().findFirst().orElseThrow())
        .startsWith("2010-01-01T07:30:00Z/LAB//Y/");
  }

  @Test
  void aFileWithoutTheOptionalColumnIsRead() throws IOException {
    assertThat(events(data(ROWS, WITHOUT_NUMBERS), "events"))
        .extracting(LifeEvent::fields)
        .contains(Map.of("code", "LAB//X"));
  }

  @Test
  void aLabelIsDatedTheLastDayThatHadEndedByThePrediction() throws IOException {
    Path file = folder.resolve("labels.parquet");
    try (ParquetWriter<String> writer =
        ParquetWriter.writeFile(
            LABELS,
            file.toFile(),
            (time, cells) -> {
              cells.write("subject_id", 7L);
              cells.write("prediction_time", micros(time));
              cells.write("boolean_value", true);
            })) {
      writer.write("2015-12-31T23:59:59.999999Z");
      writer.write("2016-03-01T14:00:00Z");
    }
    List<LifeEvent> labels = events(file, "task");
    assertThat(labels)
        .extracting(LifeEvent::occurred)
        .containsExactly(LocalDate.parse("2015-12-31"), LocalDate.parse("2016-02-29"));
    assertThat(labels.get(0).fields()).containsEntry("label", "true");
  }
}
