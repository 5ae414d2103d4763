package dev.norn.streaming;

import dev.norn.event.LifeEvent;
import dev.norn.ingestion.topic.ActiveRelease;
import dev.norn.ingestion.topic.EventKey;
import dev.norn.ingestion.topic.LifeEventSerde;
import dev.norn.ingestion.topic.RejectedRow;
import dev.norn.ingestion.topic.RejectedRowSerde;
import dev.norn.ingestion.topic.Topics;
import dev.norn.streaming.operator.WireMessage;
import dev.norn.streaming.operator.WireMessageSchema;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The topics as Flink sources and sinks. Readers see committed transactions only. */
public final class KafkaTopics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String bootstrapServers;

  public KafkaTopics(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Everything on the topic and everything to come. A restored job goes on where its checkpoint
   * was; one without a checkpoint has no histories and must read all of it, whatever the group has
   * committed.
   *
   * @param group under which progress is committed with each job checkpoint
   */
  public KafkaSource<WireMessage> live(String topic, String group) {
    return source(topic)
        .setGroupId(group)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .build();
  }

  /**
   * What is on the topic now. Only for jobs that are never restored: a restored bounded source does
   * not end (FLINK-31006).
   */
  KafkaSource<WireMessage> bounded(String topic) {
    return source(topic)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setBounded(OffsetsInitializer.latest())
        .build();
  }

  private KafkaSourceBuilder<WireMessage> source(String topic) {
    return KafkaSource.<WireMessage>builder()
        .setBootstrapServers(bootstrapServers)
        .setTopics(topic)
        .setProperty("isolation.level", "read_committed")
        .setProperty("partition.discovery.interval.ms", "-1")
        .setDeserializer(new WireMessageSchema());
  }

  KafkaSink<RejectedRow> rejected() {
    return sink(new RejectedRowSchema());
  }

  /**
   * Of keys: a message without a value takes the one of that key away when the topic is compacted.
   */
  KafkaSink<byte[]> erasing() {
    return sink((key, context, timestamp) -> lifeEvent(key, null, context));
  }

  KafkaSink<LifeEvent> events() {
    return sink(
        (event, context, timestamp) ->
            lifeEvent(EventKey.of(event), new LifeEventSerde().toBytes(event), context));
  }

  private static ProducerRecord<byte[], byte[]> lifeEvent(
      byte[] key, byte[] value, KafkaRecordSerializationSchema.KafkaSinkContext context) {
    int partitions = context.getPartitionsForTopic(Topics.LIFE_EVENTS).length;
    return new ProducerRecord<>(
        Topics.LIFE_EVENTS, EventKey.partition(key, partitions), key, value);
  }

  private <T> KafkaSink<T> sink(KafkaRecordSerializationSchema<T> records) {
    return KafkaSink.<T>builder()
        .setBootstrapServers(bootstrapServers)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(records)
        .build();
  }

  public static ActiveRelease activeRelease(WireMessage message) {
    return ActiveRelease.fromBytes(message.value());
  }

  private static final class RejectedRowSchema
      implements KafkaRecordSerializationSchema<RejectedRow> {
    private static final long serialVersionUID = 1L;
    private transient RejectedRowSerde serde;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        RejectedRow row, KafkaSinkContext context, Long timestamp) {
      if (serde == null) {
        serde = new RejectedRowSerde();
      }
      return new ProducerRecord<>(
          Topics.REJECTED, row.source().getBytes(StandardCharsets.UTF_8), serde.toBytes(row));
    }
  }
}
