package dev.norn.ingestion;

import dev.norn.ingestion.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How many rows of each delivered file are on the topic already. The ledger's records are written
 * in the same transactions as the events, so that an ingestion that died goes on where it was.
 */
final class IngestionLedger {

  private static final TopicPartition PARTITION = new TopicPartition(Topics.INGESTED_FILES, 0);
  private static final String COMPLETE = "complete";

  private final Map<String, String> progress = new HashMap<>();

  static IngestionLedger read(String bootstrapServers) {
    IngestionLedger ledger = new IngestionLedger();
    Properties properties = new Properties();
    properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      while (consumer.position(PARTITION) < end) {
        for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(Duration.ofMillis(200))) {
          ledger.progress.put(text(entry.key()), text(entry.value()));
        }
      }
    }
    return ledger;
  }

  boolean isComplete(String delivery) {
    return COMPLETE.equals(progress.get(delivery));
  }

  /** Rows of the delivery that were committed before. */
  long rowsDone(String delivery) {
    String done = progress.get(delivery);
    return done == null || done.equals(COMPLETE) ? 0 : Long.parseLong(done);
  }

  static ProducerRecord<byte[], byte[]> rows(String delivery, long rows) {
    return entry(delivery, Long.toString(rows));
  }

  static ProducerRecord<byte[], byte[]> complete(String delivery) {
    return entry(delivery, COMPLETE);
  }

  private static ProducerRecord<byte[], byte[]> entry(String delivery, String state) {
    return new ProducerRecord<>(
        Topics.INGESTED_FILES,
        0,
        delivery.getBytes(StandardCharsets.UTF_8),
        state.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
