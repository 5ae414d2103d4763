package dev.norn.ingestion.topic;

import java.nio.ByteBuffer;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** The wire form of a rejected row, schema {@code avro/rejected-row-1.avsc}. Not thread-safe. */
public final class RejectedRowSerde {

  private final AvroRecords records = new AvroRecords("/avro/rejected-row-1.avsc");

  public byte[] toBytes(RejectedRow row) {
    GenericRecord record = new GenericData.Record(records.schema());
    record.put("source", row.source());
    record.put("line", row.line());
    record.put("register", row.register());
    record.put("reason", row.reason().name());
    record.put("detail", row.detail());
    record.put("sealedPayload", ByteBuffer.wrap(row.sealedPayload()));
    return records.encode(record);
  }

  /**
   * @throws WireFormatException when the bytes are no rejected row
   */
  public RejectedRow fromBytes(byte[] bytes) throws WireFormatException {
    GenericRecord record = records.decode(bytes);
    ByteBuffer buffer = (ByteBuffer) record.get("sealedPayload");
    byte[] payload = new byte[buffer.remaining()];
    buffer.get(payload);
    Object register = record.get("register");
    try {
      return new RejectedRow(
          record.get("source").toString(),
          (Long) record.get("line"),
          register == null ? null : register.toString(),
          RejectionReason.valueOf(record.get("reason").toString()),
          record.get("detail").toString(),
          payload);
    } catch (IllegalArgumentException e) {
      throw new WireFormatException("a rejection with a reason this version does not know", e);
    }
  }
}
