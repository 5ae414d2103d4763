package dev.norn.ingestion.topic;

import dev.norn.event.PackagedResource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;

/**
 * Records of one schema in Avro's single-object encoding: ten bytes that name the schema, then the
 * record, so that a reader knows the writer's schema without a registry. Not thread-safe.
 */
final class AvroRecords {

  private static final int HEADER_BYTES = 10;

  private final Schema schema;
  private final BinaryMessageEncoder<GenericRecord> encoder;
  private final BinaryMessageDecoder<GenericRecord> decoder;
  private BinaryDecoder skip;

  /**
   * @param resource the schema on the class path
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
      refuseLengthsBeyondTheEnd(bytes);
      return decoder.decode(bytes);
    } catch (IOException | RuntimeException e) {
      // Avro meets broken bytes with many kinds of exception, some of them the platform's own.
      throw new WireFormatException(
          "not a message of schema " + schema.getFullName() + " that this version knows", e);
    }
  }

  // Avro makes room for as much text as a length says before it reads any; a broken length must not
  // cost the memory of the process. Skipping checks the lengths and makes nothing.
  private void refuseLengthsBeyondTheEnd(byte[] bytes) throws IOException {
    if (bytes.length > HEADER_BYTES) {
      int length = bytes.length - HEADER_BYTES;
      skip = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, length, skip);
      GenericDatumReader.skip(schema, skip);
    }
  }

  private static Schema schema(String resource) {
    try (InputStream in = PackagedResource.open(AvroRecords.class, resource)) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
