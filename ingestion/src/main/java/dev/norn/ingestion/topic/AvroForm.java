package dev.norn.ingestion.topic;

import dev.norn.event.PackagedResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * A schema, and how its messages in Avro's single-object encoding begin: two bytes for the
 * encoding, eight that name the schema.
 */
final class AvroForm {

  private static final byte[] SINGLE_OBJECT = {(byte) 0xc3, 1};

  private final Schema schema;
  private final byte[] header;

  private AvroForm(Schema schema) {
    this.schema = schema;
    this.header =
        ByteBuffer.allocate(SINGLE_OBJECT.length + Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(SINGLE_OBJECT)
            .putLong(SchemaNormalization.parsingFingerprint64(schema))
            .array();
  }

  /**
   * @param resource the schema on the class path
   */
  static AvroForm of(String resource) {
    try (InputStream in = PackagedResource.open(AvroForm.class, resource)) {
      return new AvroForm(new Schema.Parser().parse(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return schema.getFullName();
  }

  /** Not to be changed. */
  byte[] header() {
    return header;
  }

  boolean begins(byte[] message) {
    return message.length >= header.length
        && Arrays.equals(message, 0, header.length, header, 0, header.length);
  }

  /** What the enumeration of a field stands for, in the order of its symbols. */
  <T> List<T> symbols(String field, Function<String, T> meaning) {
    return schema.getField(field).schema().getEnumSymbols().stream().map(meaning).toList();
  }
}
