package dev.norn.streaming;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How far the live job has come on a topic, read off the offsets that it commits with each job
 * checkpoint.
 */
public final class StreamProgress {

  // A transaction ends in a marker that readers never see; the last event lies a little before.
  private static final long MARKERS = 16;

  private final String bootstrapServers;

  public StreamProgress(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Waits until every event that is on the topic now has passed a completed job checkpoint.
   *
   * @param behind is told the events still ahead, about once a second
   * @throws IllegalStateException when the time is up
   */
  public void awaitCaughtUp(String topic, Duration timeout, LongConsumer behind)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> goal = afterLastEvent(topic);
    long deadline = System.nanoTime() + timeout.toNanos();
    try (Admin admin = Admin.create(properties())) {
      while (true) {
        long left = left(goal, admin);
        behind.accept(left);
        if (left == 0) {
          return;
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "the stream is still "
                  + left
                  + " events behind after "
                  + timeout.toSeconds()
                  + " s; look at its log");
        }
        Thread.sleep(300);
      }
    }
  }

  private static long left(Map<TopicPartition, Long> goal, Admin admin)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(LiveJob.GROUP).partitionsToOffsetAndMetadata().get();
    long left = 0;
    for (Map.Entry<TopicPartition, Long> partition : goal.entrySet()) {
      OffsetAndMetadata at = committed.get(partition.getKey());
      left += Math.max(0, partition.getValue() - (at == null ? 0 : at.offset()));
    }
    return left;
  }

  private Map<TopicPartition, Long> afterLastEvent(String topic) {
    Properties properties = properties();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<TopicPartition, Long> after = new HashMap<>();
      for (TopicPartition partition : partitions(consumer.partitionsFor(topic))) {
        after.put(partition, afterLastEvent(consumer, partition));
      }
      return after;
    }
  }

  private static List<TopicPartition> partitions(Collection<PartitionInfo> infos) {
    return infos.stream().map(info -> new TopicPartition(info.topic(), info.partition())).toList();
  }

  private static long afterLastEvent(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
    consumer.assign(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    consumer.seek(partition, Math.max(0, end - MARKERS));
    long after = 0;
    while (consumer.position(partition) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        after = record.offset() + 1;
      }
    }
    return after;
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return properties;
  }
}
