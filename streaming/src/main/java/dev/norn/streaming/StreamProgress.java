package dev.norn.streaming;

import dev.norn.ingestion.topic.Topics;
import dev.norn.streaming.operator.LiveHistoryOperator;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
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
 * How far the live job has come, read off the offsets that it commits with each job checkpoint and
 * off the checkpoints themselves.
 */
public final class StreamProgress {

  // A transaction ends in a marker that readers never see; the last event lies a little before.
  private static final long MARKERS = 16;

  private final LiveJobConfig config;

  public StreamProgress(LiveJobConfig config) {
    this.config = config;
  }

  /**
   * Forgets how far earlier jobs have come: the next may know less than they did, as one without
   * their checkpoints does, and what they have committed must not pass for its own. To be called
   * before a job starts; where one is running, it commits again with its next checkpoint.
   */
  void forgetEarlier() throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(properties())) {
      Set<String> groups = new HashSet<>();
      admin.listGroups().valid().get().forEach(group -> groups.add(group.groupId()));
      groups.retainAll(Set.of(LiveJob.GROUP, LiveJob.RELEASES_GROUP));
      admin.deleteConsumerGroups(groups).all().get();
    }
  }

  /**
   * Waits until every event that is on the topic now has been scored and written; those of people
   * who were readmitted in the last ten seconds may be scored later.
   *
   * @param behind is told the events still ahead, several times a second
   * @throws IllegalStateException when the time is up
   */
  public void awaitEvents(Duration timeout, LongConsumer behind)
      throws InterruptedException, ExecutionException, IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    awaitRead(Topics.LIFE_EVENTS, LiveJob.GROUP, deadline, behind);
    // Who changed last is scored after a quiet while. Of the next two checkpoints the second begins
    // after it, and what a checkpoint has passed is written.
    Thread.sleep(config.quiet().toMillis());
    awaitCheckpoints(2, deadline, behind);
    awaitNobody(LiveHistoryOperator.BACKLOG_WAITS, deadline, behind);
  }

  /**
   * Waits until the newest release serves and everybody has been scored with it.
   *
   * @param behind is told the releases still ahead, several times a second
   * @throws IllegalStateException when the time is up
   */
  public void awaitReleases(Duration timeout, LongConsumer behind)
      throws InterruptedException, ExecutionException, IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    awaitRead(Topics.MODEL_RELEASES, LiveJob.RELEASES_GROUP, deadline, behind);
    awaitNobody(LiveHistoryOperator.DUE_WAITS, deadline, behind);
  }

  private void awaitRead(String topic, String group, long deadline, LongConsumer behind)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> goal = afterLastEvent(topic);
    try (Admin admin = Admin.create(properties())) {
      for (long left = left(goal, group, admin); left > 0; left = left(goal, group, admin)) {
        pause(deadline, left, behind);
      }
    }
    behind.accept(0);
  }

  private void awaitCheckpoints(int completed, long deadline, LongConsumer behind)
      throws InterruptedException, IOException {
    for (int seen = 0; seen < completed; seen++) {
      FileTime last = JobCheckpoints.newestCompleted(config.checkpoints());
      while (JobCheckpoints.newestCompleted(config.checkpoints()).compareTo(last) <= 0) {
        pause(deadline, 0, behind);
      }
    }
  }

  /** Waits for a checkpoint, were it the newest, before which nobody was waiting. */
  private void awaitNobody(String waits, long deadline, LongConsumer behind)
      throws InterruptedException, IOException {
    while (anybody(waits)) {
      pause(deadline, 0, behind);
    }
  }

  private boolean anybody(String waits) throws IOException {
    Optional<Path> newest = JobCheckpoints.newest(config.checkpoints());
    try {
      return newest.isEmpty() || JobCheckpoints.holds(newest.get(), waits);
    } catch (NoSuchFileException e) {
      // The job has a newer one by now.
      return true;
    }
  }

  private static void pause(long deadline, long left, LongConsumer behind)
      throws InterruptedException {
    behind.accept(left);
    if (System.nanoTime() > deadline) {
      throw new IllegalStateException(
          "the stream is still "
              + (left > 0 ? left + " behind" : "scoring")
              + " when the time is up; look at its log");
    }
    Thread.sleep(200);
  }

  private static long left(Map<TopicPartition, Long> goal, String group, Admin admin)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
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
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    return properties;
  }
}
