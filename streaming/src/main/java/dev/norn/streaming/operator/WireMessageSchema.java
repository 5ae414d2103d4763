package dev.norn.streaming.operator;

import dev.norn.ingestion.topic.Topics;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes messages as they are: decoding may fail, and a source has no way to say so. Those without a
 * value are of use on {@link Topics#LIFE_EVENTS} alone.
 */
public final class WireMessageSchema implements KafkaRecordDeserializationSchema<WireMessage> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<WireMessage> out) {
    if (record.value() != null || record.topic().equals(Topics.LIFE_EVENTS)) {
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
