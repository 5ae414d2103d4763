package dev.norn.model.meds;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * How a kind of row lies in a file; the schemas are those of {@code meds} 0.4.1.
 *
 * @param metadata of the file
 * @param cells of a row by column: Long, Float, String, a list of String, or null
 */
record MedsForm<T>(MessageType schema, Map<String, String> metadata, Function<T, Object[]> cells) {

  static final String VERSION = "0.4.1";

  /**
   * A subject's row.
   *
   * @param subject id
   */
  record Measured(long subject, MedsRow row) {}

  /**
   * @param subject id
   * @param side name of the split's side
   */
  record Side(long subject, String side) {}

  // The serialised Arrow schema of meds.DataSchema: Parquet has one kind of text, Arrow two, and
  // MEDS
  // wants text_value to be the large one.
  private static final String ARROW_DATA_SCHEMA =
      "/////1ABAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAUAAADgAAAAnAAAAGwAAAA0AAAABAAA"
          + "AET///8AAAEUEAAAABwAAAAEAAAAAAAAAAoAAAB0ZXh0X3ZhbHVlAACk////cP///wAAAQMQAAAAIAAAAAQAAAAAAAAADQAAAG51"
          + "bWVyaWNfdmFsdWUAAACq////AAABAKT///8AAAEFEAAAABwAAAAEAAAAAAAAAAQAAABjb2RlAAAAAAQABAAEAAAA0P///wAAAQoQ"
          + "AAAAHAAAAAQAAAAAAAAABAAAAHRpbWUAAAYACAAGAAYAAAAAAAIAEAAUAAgABgAHAAwAAAAQABAAAAAAAAECEAAAACQAAAAEAAAA"
          + "AAAAAAoAAABzdWJqZWN0X2lkAAAIAAwACAAHAAgAAAAAAAABQAAAAAAAAAA=";

  private static final Type SUBJECT = Types.required(PrimitiveTypeName.INT64).named("subject_id");

  static final MedsForm<Measured> DATA =
      new MedsForm<>(
          new MessageType(
              "data",
              SUBJECT,
              Types.optional(PrimitiveTypeName.INT64)
                  .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS))
                  .named("time"),
              text("code", Repetition.REQUIRED),
              Types.optional(PrimitiveTypeName.FLOAT).named("numeric_value"),
              text("text_value", Repetition.OPTIONAL)),
          Map.of("ARROW:schema", ARROW_DATA_SCHEMA),
          each ->
              new Object[] {
                each.subject(),
                each.row().time() == null ? null : micros(each.row().time()),
                each.row().code().code(),
                each.row().number(),
                each.row().text()
              });

  static final MedsForm<MedsCode> CODES =
      new MedsForm<>(
          new MessageType(
              "code",
              text("code", Repetition.REQUIRED),
              text("description", Repetition.OPTIONAL),
              Types.optionalList()
                  .optionalElement(PrimitiveTypeName.BINARY)
                  .as(LogicalTypeAnnotation.stringType())
                  .named("parent_codes")),
          Map.of(),
          code -> new Object[] {code.code(), code.description(), code.parents()});

  static final MedsForm<Side> SPLITS =
      new MedsForm<>(
          new MessageType("subject_split", SUBJECT, text("split", Repetition.REQUIRED)),
          Map.of(),
          each -> new Object[] {each.subject(), each.side()});

  private static Type text(String name, Repetition repetition) {
    return Types.primitive(PrimitiveTypeName.BINARY, repetition)
        .as(LogicalTypeAnnotation.stringType())
        .named(name);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}
