package dev.norn.ingestion.topic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed on topics, without a consumer group. */
public final class TopicContent {

  private static final Duration WAIT = Duration.ofMillis(200);

  private final Properties properties = new Properties();

  public TopicContent(String bootstrapServers) {
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
  }

  /** All of it, up to the end that the topic has now; each partition in its order. */
  public void each(String topic, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
          if (record.offset() < ends.get(new TopicPartition(topic, record.partition()))) {
            taker.accept(record);
          }
        }
      }
    }
  }

  /**
   * @return the value at a place, or null where nothing is there any more
   */
  public byte[] at(TopicPartition partition, long offset) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> one = List.of(partition);
      consumer.assign(one);
      if (offset < consumer.beginningOffsets(one).get(partition)
          || offset >= consumer.endOffsets(one).get(partition)) {
        return null;
      }
      consumer.seek(partition, offset);
      long end = consumer.endOffsets(one).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
          // Compaction and aborted transactions leave gaps: the next record is another one.
          return record.offset() == offset ? record.value() : null;
        }
      }
      return null;
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
