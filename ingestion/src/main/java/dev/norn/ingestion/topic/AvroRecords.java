package dev.norn.ingestion.topic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;

/**
 * Records of one schema in Avro's single-object encoding: ten bytes that name the schema, then the
 * record, so that a reader knows the writer's schema without a registry. Not thread-safe.
 */
final class AvroRecords {

  private final Schema schema;
  private final BinaryMessageEncoder<GenericRecord> encoder;
  private final BinaryMessageDecoder<GenericRecord> decoder;

  /**
   * @param resource the schema on the class path; a later version keeps the earlier ones beside it
   */
  AvroRecords(String resource) {
    GenericData data = new GenericData();
    this.schema = schema(resource);
    this.encoder = new BinaryMessageEncoder<>(data, schema);
    this.decoder = new BinaryMessageDecoder<>(data, schema);
  }

  Schema schema() {
    return schema;
  }

  byte[] encode(GenericRecord record) {
    try {
      ByteBuffer buffer = encoder.encode(record);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GenericRecord decode(byte[] bytes) throws WireFormatException {
    try {
      return decoder.decode(bytes);
    } catch (IOException | AvroRuntimeException e) {
      throw new WireFormatException(
          "not a message of schema " + schema.getFullName() + " that this version knows", e);
    }
  }

  private static Schema schema(String resource) {
    try (InputStream in = AvroRecords.class.getResourceAsStream(resource)) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
