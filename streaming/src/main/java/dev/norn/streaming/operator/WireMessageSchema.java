package dev.norn.streaming.operator;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes messages as they are: decoding may fail, and a source has no way to say so. One without a
 * value says only that an earlier one is erased, which compaction heeds; it is left out.
 */
public final class WireMessageSchema implements KafkaRecordDeserializationSchema<WireMessage> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<WireMessage> out) {
    if (record.value() != null) {
      out.collect(
          new WireMessage(
              record.topic() + "-" + record.partition(),
              record.offset(),
              record.key() == null ? new byte[0] : record.key(),
              record.timestamp(),
              record.value()));
    }
  }

  @Override
  public TypeInformation<WireMessage> getProducedType() {
    return TypeInformation.of(WireMessage.class);
  }
}
